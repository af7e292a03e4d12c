package dev.slipway.adapters.yaml;

import dev.slipway.core.config.Artifact;
import dev.slipway.core.traffic.KubernetesPlace;
import dev.slipway.core.traffic.KubernetesWay;
import dev.slipway.core.traffic.KubernetesWay.HeaderMatch;
import dev.slipway.core.traffic.RouterSpec;
import java.util.List;
import java.util.Optional;

/** Reads {@code platform: kubernetes}, the routers that go with it, and {@code artifact.kubernetes}. */
final class KubernetesReader {
  static final String WORD = "kubernetes";
  static final List<String> ROUTERS = List.of("kubernetes-service", "gateway-api", "ingress-nginx", "kubernetes-custom", "none");
  private static final String NAME = "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?";
  private static final String EXAMPLE = "kubernetes: { image: \"registry.example.com/shop:${version}\" }";

  private KubernetesReader() {}

  /** What an environment in a cluster is reached by; nothing where it is not in one. */
  static Optional<RouterSpec.Kubernetes> read(Section service, Section environment) {
    Optional<Value> platform = environment.value("platform").filter(KubernetesReader::named);
    if (platform.isEmpty()) {
      environment.value("router").filter(r -> word(r).filter(ROUTERS::contains).isPresent()).ifPresent(r -> r.fault(
          Fault.CONTRADICTION, r.path() + " is " + word(r).orElse("") + ", and instances are not in Kubernetes",
          "add platform: kubernetes, or use another router"));
      return Optional.empty();
    }
    Optional<Section> settings = platform.filter(p -> p.node() instanceof Node.Mapping).flatMap(p -> p.section(""))
        .flatMap(p -> p.section(WORD, "{ namespace: web }"));
    Optional<String> set = set(settings, environment);
    String workload = set.or(() -> name(settings, "deployment")).or(() -> service.value("service").flatMap(v -> v.text("shop"))).orElse("");
    KubernetesPlace place = new KubernetesPlace(
        text(settings, "kubeconfig", "/etc/slipway/kubeconfig"), text(settings, "context", "production"),
            name(settings, "namespace").orElse("default"));
    for (String key : List.of("tls", "sticky", "front", "memory", "stop-grace")) {
      environment.value(key).ifPresent(v -> v.fault(Fault.CONTRADICTION, v.path() + " has no effect in Kubernetes",
          "say it in your Deployment, Ingress or Gateway, and leave it out here"));
    }
    KubernetesWay way = set.isPresent() ? new KubernetesWay.Ordered() : way(environment.value("router"));
    String front = way.movesTraffic() ? name(settings, "service").orElse(workload) : "";
    return Optional.of(new RouterSpec.Kubernetes(place, workload, name(settings, "container"), front, way));
  }

  /** The StatefulSet that takes the place of a Deployment; its pods keep their names, and nothing can be moved from one to another. */
  private static Optional<String> set(Optional<Section> settings, Section environment) {
    Optional<String> set = name(settings, "stateful-set");
    if (set.isPresent()) {
      for (String key : List.of("deployment", "service")) {
        settings.flatMap(s -> s.value(key)).ifPresent(v -> v.fault(
            Fault.CONTRADICTION, v.path() + " cannot be beside stateful-set", "leave it out: its pods are replaced in order, behind whatever leads to them"));
      }
      environment.value("router").filter(r -> word(r).filter("none"::equals).isEmpty()).ifPresent(r -> r.fault(
          Fault.CONTRADICTION, r.path() + " is " + word(r).orElse("") + ", and nothing moves traffic between pods of a StatefulSet",
          "leave it out"));
    }
    return set;
  }

  /** Whether a platform is this one. */
  private static boolean named(Value platform) {
    return word(platform).filter(WORD::equals).isPresent();
  }

  /** The word of something that is a word, or a map from the word to its settings. */
  private static Optional<String> word(Value value) {
    return switch (value.node()) {
      case Node.Scalar s -> Optional.of(s.text());
      case Node.Mapping m -> m.entries().stream().findFirst().map(Node.Entry::key);
      case Node.Sequence s -> Optional.empty();
    };
  }

  private static KubernetesWay way(Optional<Value> router) {
    Optional<String> word = router.flatMap(KubernetesReader::word);
    if (word.isEmpty()) {
      return new KubernetesWay.Selector();
    }
    Optional<Section> settings = router.get().node() instanceof Node.Mapping
        ? router.get().section("").flatMap(s -> s.section(word.get(), "{}")) : Optional.empty();
    return switch (word.get()) {
      case "gateway-api" -> new KubernetesWay.Gateway(needed(router.get(), settings, "route", "shop"), header(settings));
      case "ingress-nginx" -> new KubernetesWay.IngressNginx(needed(router.get(), settings, "ingress", "shop"), header(settings));
      case "kubernetes-custom" -> new KubernetesWay.Custom(
          needed(router.get(), settings, "api-version", "split.smi-spec.io/v1alpha2"),
          needed(router.get(), settings, "kind", "TrafficSplit"), needed(router.get(), settings, "name", "shop"),
          needed(router.get(), settings, "stable-weight", "/spec/backends/0/weight"),
          needed(router.get(), settings, "candidate-weight", "/spec/backends/1/weight"));
      case "kubernetes-service" -> new KubernetesWay.Selector();
      case "none" -> new KubernetesWay.None();
      default -> other(router.get(), word.get());
    };
  }

  private static KubernetesWay other(Value router, String word) {
    router.fault(Fault.CONTRADICTION, router.path() + " is " + word + ", which does not reach into Kubernetes",
        "use one of " + String.join(", ", ROUTERS) + ", or leave it out");
    return new KubernetesWay.Selector();
  }

  private static String needed(Value router, Optional<Section> settings, String key, String example) {
    if (settings.flatMap(s -> s.value(key)).isEmpty()) {
      router.problems().add(Fault.MISSING_KEY, router.keyAt(), router.path() + " lacks " + key, "add it, as " + key + ": " + example);
    }
    return text(settings, key, example).orElse("");
  }

  private static Optional<HeaderMatch> header(Optional<Section> settings) {
    Optional<Section> header = settings.flatMap(s -> s.section("header", "{ name: X-Preview, value: candidate }"));
    Optional<String> name = text(header, "name", "X-Preview");
    return name.map(n -> new HeaderMatch(n, text(header, "value", "candidate").orElse("candidate")));
  }

  private static Optional<String> text(Optional<Section> settings, String key, String example) {
    return settings.flatMap(s -> s.value(key)).flatMap(v -> v.text(example));
  }

  private static Optional<String> name(Optional<Section> settings, String key) {
    Optional<Value> value = settings.flatMap(s -> s.value(key));
    Optional<String> name = value.flatMap(v -> v.text("shop"));
    return name.isEmpty() || name.get().matches(NAME) ? name
        : value.get().badForm("cannot be a name in Kubernetes", "use lower-case letters, digits, dashes and dots");
  }

  /** The image that an environment in a cluster ships. */
  static Optional<Artifact> image(Section service, Section environment, Value whole) {
    for (Section from : List.of(environment, service)) {
      Optional<Value> image = from.sectionIfMap("artifact").flatMap(a -> a.sectionIfMap(WORD)).flatMap(k -> k.value("image"));
      if (image.isPresent()) {
        Optional<String> reference = image.get().text("registry.example.com/shop:${version}");
        reference.ifPresent(t -> Placeholders.check(t, Placeholders.OF_TEXT, image.get().at(), image.get().path(), image.get().problems()));
        return reference.map(Artifact::image);
      }
    }
    whole.problems().add(Fault.MISSING_KEY, whole.keyAt(), whole.path() + " ships nothing to Kubernetes, for no image is named",
        "add at the top of the file artifact: { " + EXAMPLE + " }");
    return Optional.empty();
  }
}
