package dev.slipway.adapters.kubernetes;

import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.KubernetesWay;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ingress-nginx: a second Ingress with the team's rules, which leads to the candidate and says in annotations how much of it. */
final class CanaryIngress implements Weights {
  private static final String API = "networking.k8s.io/v1";
  private static final String CANARY = "nginx.ingress.kubernetes.io/canary";
  private static final String WEIGHT = CANARY + "-weight";
  private static final String HEADER = CANARY + "-by-header";

  private final Team team;
  private final KubernetesWay.IngressNginx way;

  CanaryIngress(Team team, KubernetesWay.IngressNginx way) {
    this.team = team;
    this.way = way;
  }

  private Watched<GenericKubernetesResource> ingresses() {
    return team.namespace().custom(API, "Ingress");
  }

  private String name() {
    return way.ingress() + "-candidate";
  }

  @Override
  public GenericKubernetesResource object() {
    return ingresses().get(name()).orElseGet(this::own);
  }

  private GenericKubernetesResource own() {
    return ingresses().get(way.ingress()).orElseThrow(() -> new OutsideException("SLW-4311", "namespace " + team.namespace().name()
        + " has no Ingress " + way.ingress() + ClusterFault.HELD + ". Name the one that leads to Service " + team.spec().service()));
  }

  @Override
  public void make(String candidateService) {
    if (ingresses().get(name()).isPresent()) {
      return;
    }
    Namespace namespace = team.namespace();
    GenericKubernetesResource own = own();
    String service = team.spec().service();
    String json = namespace.client().getKubernetesSerialization().asJson(own.getAdditionalProperties().get("spec"));
    String name = "\"name\":\"" + service + "\"";
    if (!json.contains(name)) {
      throw new OutsideException("SLW-4311", "no rule of Ingress " + way.ingress() + " names Service " + service + ClusterFault.HELD);
    }
    Map<?, ?> spec = namespace.client().getKubernetesSerialization().unmarshal(
        json.replace(name, "\"name\":\"" + candidateService + "\""), Map.class);
    GenericKubernetesResource made = new GenericKubernetesResource();
    made.setApiVersion(API);
    made.setKind("Ingress");
    Map<String, String> annotations = new HashMap<>(Optional.ofNullable(own.getMetadata().getAnnotations()).orElse(Map.of()));
    List.of(Names.ROUTING, Names.EPOCH, "kubectl.kubernetes.io/last-applied-configuration").forEach(annotations::remove);
    annotations.put(CANARY, "true");
    annotations.put(WEIGHT, "0");
    made.setMetadata(new ObjectMetaBuilder().withName(name()).withNamespace(namespace.name()).withLabels(own.getMetadata().getLabels())
        .withAnnotations(annotations).build());
    made.setAdditionalProperty("spec", spec);
    ingresses().wrote(namespace.cluster().call("create ingress " + name(),
        () -> namespace.client().resource(made).inNamespace(namespace.name()).create()));
  }

  @Override
  public int candidate() {
    return ingresses().get(name()).flatMap(i -> Marks.annotation(i, WEIGHT)).filter(w -> w.matches("[0-9]{1,3}")).map(Integer::parseInt)
        .orElse(0);
  }

  @Override
  public void fill(Merge merge, int candidate, boolean shown) {
    merge.annotation(CANARY, "true").annotation(WEIGHT, Integer.toString(candidate));
    Optional<KubernetesWay.HeaderMatch> header = way.header().filter(h -> shown);
    header.ifPresentOrElse(h -> merge.annotation(HEADER, h.name()).annotation(HEADER + "-value", h.value()),
        () -> merge.withoutAnnotation(HEADER).withoutAnnotation(HEADER + "-value"));
  }

  @Override
  public void refresh() {
    team.namespace().refresh(ingresses(), object());
  }

  @Override
  public void write(Merge merge) {
    var unused = team.namespace().patch(ingresses(), object(), merge.text());
  }
}
