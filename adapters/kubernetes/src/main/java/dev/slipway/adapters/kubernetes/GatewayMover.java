package dev.slipway.adapters.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.KubernetesWay;
import dev.slipway.core.traffic.ReleaseRoute;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An HTTPRoute of the Gateway API: wherever its rules name the team's Service they name a Service of each release instead, with weights.
 * The rules as the team wrote them are kept in an annotation and come back when the target is taken down.
 */
final class GatewayMover implements Mover {
  private static final String GROUP = "gateway.networking.k8s.io/";
  private static final List<String> VERSIONS = List.of("v1", "v1beta1", "v1alpha2");
  private static final String ORIGINAL = "slipway.dev/original-rules";

  private final Team team;
  private final GroupServices services;
  private final KubernetesWay.Gateway way;
  private final RouteRules rules;
  private Optional<Watched<GenericKubernetesResource>> watched = Optional.empty();

  GatewayMover(Team team, GroupServices services, KubernetesWay.Gateway way) {
    this.team = team;
    this.services = services;
    this.way = way;
    this.rules = new RouteRules(way.route(), team.spec().service(), services::name, way.header());
  }

  private synchronized Watched<GenericKubernetesResource> watched() {
    if (watched.isEmpty()) {
      watched = Optional.of(newest());
    }
    return watched.get();
  }

  private Watched<GenericKubernetesResource> newest() {
    OutsideException last = new OutsideException("SLW-3218", "no kind HTTPRoute");
    for (String version : VERSIONS) {
      try {
        return team.namespace().custom(GROUP + version, "HTTPRoute");
      } catch (OutsideException e) {
        last = e;
      }
    }
    throw last;
  }

  @Override
  public GenericKubernetesResource object() {
    return watched().get(way.route()).orElseThrow(() -> new OutsideException("SLW-4311", "namespace " + team.namespace().name()
        + " has no HTTPRoute " + way.route() + ClusterFault.HELD + ". Name the route that leads to Service " + team.spec().service()));
  }

  @Override
  public void prepare(Written next) {
    for (ReleaseRoute route : next.table().routes()) {
      services.make(next.target(), route.release());
      if (next.share(route) > 0 && next.override().isEmpty() && !services.reached(next.target(), route.release())) {
        throw new OutsideException("SLW-4310", "Service " + services.name(route.release())
            + " has no endpoints yet. Traffic stays as it is; it is moved when it has");
      }
    }
  }

  @Override
  public void fill(Merge merge, Written next) {
    JsonNode original = original();
    merge.annotation(ORIGINAL, ClusterJson.text(original));
    merge.root().withObject("/spec").set("rules", rules.of(original, next));
  }

  @Override
  public void refresh() {
    team.namespace().refresh(watched(), object());
  }

  @Override
  public void write(Merge merge) {
    var unused = team.namespace().patch(watched(), object(), merge.text());
  }

  @Override
  public void restore(Merge merge) {
    merge.withoutAnnotation(ORIGINAL).root().withObject("/spec").set("rules", original());
  }

  private JsonNode original() {
    Optional<String> kept = Marks.annotation(object(), ORIGINAL);
    try {
      return kept.isPresent() ? ClusterJson.JSON.readTree(kept.get()) : present();
    } catch (JsonProcessingException e) {
      throw new OutsideException("SLW-4307", "the annotation " + ORIGINAL + " cannot be understood: " + e.getOriginalMessage()
          + ClusterFault.HELD, e);
    }
  }

  private JsonNode present() {
    return ClusterJson.JSON.valueToTree(object().getAdditionalProperties()).path("spec").path("rules");
  }

  @Override
  public Optional<String> foreign(Written written) {
    String is = RouteRules.spelled(present());
    String wanted = RouteRules.spelled(rules.of(original(), written));
    return is.equals(wanted) ? Optional.empty()
        : Optional.of("HTTPRoute " + way.route() + " leads to " + is + " and should lead to " + wanted);
  }

  @Override
  public Set<String> serving() {
    Set<String> all = new HashSet<>();
    for (JsonNode rule : present()) {
      rule.path("backendRefs").forEach(ref -> {
        if (ref.path("weight").asInt(1) > 0) {
          all.addAll(ServiceMover.addresses(team.namespace(), ref.path("name").asText()));
        }
      });
    }
    return all;
  }
}
