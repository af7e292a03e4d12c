package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.Digest;
import dev.slipway.core.spi.OutsideException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What pods of a release are like: the team's template with the release's image, and copies of the ConfigMaps and Secrets that it names
 * under names of their content. Whatever the team changes later, the release stays what it was.
 *
 * @param template of its pods, naming the copies
 * @param copies to be made, by name; those of Secrets are in no journal and no message
 * @param digest of all of it
 */
record Blueprint(PodTemplateSpec template, Map<String, HasMetadata> copies, Digest digest) {

  /**
   * Reads what is there now.
   *
   * @param team the Deployment or StatefulSet that says what pods are like
   * @param like its template
   * @param container whose image it is, absent where there is one only
   * @param image in place of the one that is there, absent for that one
   */
  static Blueprint of(Namespace namespace, HasMetadata team, PodTemplateSpec like, Optional<String> container, Optional<String> image) {
    KubernetesSerialization json = namespace.client().getKubernetesSerialization();
    PodTemplateSpec template = json.clone(like);
    Container main = main(team, template, container);
    image.ifPresent(main::setImage);
    Map<String, HasMetadata> copies = new LinkedHashMap<>();
    References.rename(template.getSpec(), name -> configMap(namespace, name, copies), name -> secret(namespace, name, copies));
    return new Blueprint(template, copies, new Digest(Names.sha256(json.asJson(template))));
  }

  /** The container whose image is a release's. */
  static Container main(HasMetadata team, PodTemplateSpec template, Optional<String> container) {
    List<Container> all = template.getSpec().getContainers();
    List<String> names = all.stream().map(Container::getName).toList();
    if (container.isEmpty() && all.size() > 1) {
      throw new OutsideException("SLW-3210", "pods of " + team.getKind() + " " + team.getMetadata().getName() + " have " + all.size()
          + " containers" + ClusterFault.HELD + ". Say whose image a release is, as platform: { kubernetes: { container: "
          + names.getFirst()
          + " } }");
    }
    return all.stream().filter(c -> container.isEmpty() || container.get().equals(c.getName())).findFirst()
        .orElseThrow(() -> new OutsideException("SLW-3210", "pods of " + team.getKind() + " " + team.getMetadata().getName()
            + " have no container "
            + container.orElse("") + ClusterFault.HELD + ". They have: " + String.join(", ", names)));
  }

  private static String configMap(Namespace namespace, String name, Map<String, HasMetadata> copies) {
    ConfigMap named = configMap(namespace, name);
    if (named == null) {
      return name;
    }
    String original = Marks.annotation(named, Names.COPY_OF).orElse(name);
    ConfigMap there = original.equals(name) ? named : Objects.requireNonNullElse(configMap(namespace, original), named);
    Map<String, String> data = sorted(there.getData());
    Map<String, String> binary = sorted(there.getBinaryData());
    ConfigMap copy = new ConfigMap();
    copy.setData(data);
    copy.setBinaryData(binary);
    copy.setImmutable(true);
    return copied(copies, copy, original, Names.sha256("configmap " + data + " " + binary));
  }

  private static @Nullable ConfigMap configMap(Namespace namespace, String name) {
    return namespace.cluster().call("get configmap " + name + " of namespace " + namespace.name(),
        () -> namespace.client().configMaps().inNamespace(namespace.name()).withName(name).get());
  }

  private static @Nullable Secret secret(Namespace namespace, String name) {
    return namespace.cluster().call("get secret " + name + " of namespace " + namespace.name(),
        () -> namespace.client().secrets().inNamespace(namespace.name()).withName(name).get());
  }

  private static String secret(Namespace namespace, String name, Map<String, HasMetadata> copies) {
    Secret named = secret(namespace, name);
    if (named == null) {
      return name;
    }
    String original = Marks.annotation(named, Names.COPY_OF).orElse(name);
    Secret there = original.equals(name) ? named : Objects.requireNonNullElse(secret(namespace, original), named);
    Map<String, String> data = sorted(there.getData());
    Secret copy = new Secret();
    copy.setType(there.getType());
    copy.setData(data);
    copy.setImmutable(true);
    return copied(copies, copy, original, Names.sha256("secret " + there.getType() + " " + data));
  }

  private static String copied(Map<String, HasMetadata> copies, HasMetadata copy, String name, String hex) {
    String copyName = Names.content(name, hex);
    copy.setMetadata(new ObjectMetaBuilder().withName(copyName).addToAnnotations(Names.COPY_OF, name).build());
    copies.put(copy.getKind() + "/" + copyName, copy);
    return copyName;
  }

  private static Map<String, String> sorted(Map<String, String> data) {
    return data == null ? Map.of() : new TreeMap<>(data);
  }
}
