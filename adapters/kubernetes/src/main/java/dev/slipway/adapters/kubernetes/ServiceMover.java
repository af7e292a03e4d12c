package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.ReleaseRoute;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Service;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The team's own Service: it selects the pods of the release that serves. Between two releases it selects both, and each gets as many
 * requests as it has pods among all; a share that this cannot keep is refused.
 */
final class ServiceMover implements Mover {
  /** A candidate may have so many percent more than it should, and no more. */
  private static final int MOST_OVER = 2;

  private final Team team;
  private final GroupServices services;

  ServiceMover(Team team, GroupServices services) {
    this.team = team;
    this.services = services;
  }

  @Override
  public Service object() {
    return team.service();
  }

  @Override
  public void refresh() {
    team.namespace().refresh(team.namespace().services(), object());
  }

  @Override
  public void write(Merge merge) {
    var unused = team.namespace().patch(team.namespace().services(), object(), merge.text());
  }

  @Override
  public void fill(Merge merge, Written next) {
    shares(next);
    merge.specMap("selector", Pinning.change(selected(next)));
  }

  /** The marks that its selector has beside the team's own. */
  private Map<String, String> selected(Written w) {
    List<ReleaseId> serving = w.table().routes().stream().filter(r -> w.share(r) > 0).map(ReleaseRoute::release).toList();
    if (serving.size() > 1) {
      return Map.of();
    }
    // Without anybody who may serve, nobody is selected: the selector names a release that has no pods.
    Optional<ReleaseId> only = serving.stream().findFirst().or(() -> w.table().stable());
    return only.map(r -> services.mark(w.target(), r)).orElse(Map.of(Names.RELEASE, "none"));
  }

  private static void shares(Written w) {
    int all = w.table().routes().stream().filter(r -> w.share(r) > 0).mapToInt(ServiceMover::pods).sum();
    for (ReleaseRoute route : w.table().routes()) {
      boolean candidate = w.share(route) > 0 && w.share(route) < 100 && !w.table().stable().equals(Optional.of(route.release()));
      if (candidate && 100 * pods(route) > (w.share(route) + MOST_OVER) * all) {
        throw new OutsideException("SLW-4308", "by their number " + pods(route) + " of " + all + " pods would get "
            + Math.round(100.0 * pods(route) / all) + "% of the requests, and " + route.release() + " is to get " + w.share(route) + "%"
            + ClusterFault.HELD + ". Use more replicas, larger steps, or a router with weights: gateway-api or ingress-nginx");
      }
    }
  }

  private static int pods(ReleaseRoute route) {
    return (int) route.backends().stream().filter(b -> !b.draining()).count();
  }

  @Override
  public Optional<String> foreign(Written w) {
    Map<String, String> is = Objects.requireNonNullElse(object().getSpec().getSelector(), Map.of());
    Map<String, String> wanted = new HashMap<>(Pinning.base(is));
    wanted.putAll(selected(w));
    return is.equals(wanted) ? Optional.empty() : Optional.of("Service " + team.spec().service() + " selects " + new TreeMap<>(is)
        + " and should select " + new TreeMap<>(wanted));
  }

  @Override
  public void restore(Merge merge) {
    merge.specMap("selector", Pinning.change(Map.of()));
  }

  @Override
  public Set<String> serving() {
    return addresses(team.namespace(), team.spec().service());
  }

  /** Addresses that requests to a Service go to. */
  static Set<String> addresses(Namespace namespace, String service) {
    Set<String> addresses = new HashSet<>();
    Optional<Endpoints> endpoints = namespace.endpoints().get(service);
    endpoints.stream().flatMap(e -> e.getSubsets().stream()).flatMap(s -> s.getAddresses().stream()).forEach(a -> addresses.add(a.getIp()));
    return addresses;
  }
}
