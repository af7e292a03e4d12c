package dev.slipway.adapters.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The variables that slipway.yaml gives instances, in the container whose image is a release's; they win over the team's own. */
final class Variables {
  private Variables() {}

  static void add(HasMetadata team, Optional<String> container, PodTemplateSpec template, Map<String, String> variables) {
    if (variables.isEmpty()) {
      return;
    }
    Container main = Blueprint.main(team, template, container);
    List<EnvVar> all = new ArrayList<>(main.getEnv().stream().filter(e -> !variables.containsKey(e.getName())).toList());
    new TreeMap<>(variables).forEach((name, value) -> all.add(new EnvVarBuilder().withName(name).withValue(value).build()));
    main.setEnv(all);
  }
}
