package dev.slipway.adapters.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Every place of a pod's template that names a ConfigMap or a Secret with configuration. */
final class References {
  private References() {}

  /** Puts other names in the place of those of ConfigMaps and of Secrets. */
  static void rename(PodSpec spec, UnaryOperator<String> configMap, UnaryOperator<String> secret) {
    Stream.concat(spec.getContainers().stream(), spec.getInitContainers().stream()).forEach(c -> rename(c, configMap, secret));
    for (Volume volume : spec.getVolumes()) {
      Optional.ofNullable(volume.getConfigMap()).ifPresent(v -> v.setName(configMap.apply(v.getName())));
      Optional.ofNullable(volume.getSecret()).ifPresent(v -> v.setSecretName(secret.apply(v.getSecretName())));
      List<VolumeProjection> sources = Optional.ofNullable(volume.getProjected()).map(p -> p.getSources()).orElse(List.of());
      for (VolumeProjection source : sources) {
        Optional.ofNullable(source.getConfigMap()).ifPresent(v -> v.setName(configMap.apply(v.getName())));
        Optional.ofNullable(source.getSecret()).ifPresent(v -> v.setName(secret.apply(v.getName())));
      }
    }
  }

  private static void rename(Container container, UnaryOperator<String> configMap, UnaryOperator<String> secret) {
    for (EnvFromSource from : container.getEnvFrom()) {
      Optional.ofNullable(from.getConfigMapRef()).ifPresent(r -> r.setName(configMap.apply(r.getName())));
      Optional.ofNullable(from.getSecretRef()).ifPresent(r -> r.setName(secret.apply(r.getName())));
    }
    for (EnvVar variable : container.getEnv()) {
      Optional.ofNullable(variable.getValueFrom()).map(v -> v.getConfigMapKeyRef()).ifPresent(r -> r.setName(configMap.apply(r.getName())));
      Optional.ofNullable(variable.getValueFrom()).map(v -> v.getSecretKeyRef()).ifPresent(r -> r.setName(secret.apply(r.getName())));
    }
  }
}
