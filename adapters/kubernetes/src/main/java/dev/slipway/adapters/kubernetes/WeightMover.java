package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.ReleaseRoute;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A weight between two Services: the team's, which selects stable, and one of Slipway's, which selects the candidate. A promoted candidate
 * moves into the team's Service while the other one still gets all requests, and the weight returns to 0 when it is reached there.
 */
final class WeightMover implements Mover {
  private final Team team;
  private final GroupServices services;
  private final Weights weights;
  private final CandidateService candidate;

  WeightMover(Team team, GroupServices services, Weights weights) {
    this.team = team;
    this.services = services;
    this.weights = weights;
    this.candidate = new CandidateService(team);
  }

  /** The release that the team's Service leads to. */
  private static Optional<ReleaseId> home(Written w) {
    return w.table().stable().or(() -> w.table().routes().stream().filter(r -> w.share(r) > 0).map(ReleaseRoute::release).findFirst());
  }

  private static Optional<ReleaseId> other(Written w) {
    Optional<ReleaseId> home = home(w);
    return w.table().routes().stream().filter(r -> w.share(r) > 0).map(ReleaseRoute::release).filter(r -> !home.equals(Optional.of(r)))
        .findFirst().or(() -> w.table().preview().filter(r -> !home.equals(Optional.of(r))));
  }

  private static int share(Written w, Optional<ReleaseId> release) {
    return w.table().routes().stream().filter(r -> release.equals(Optional.of(r.release()))).mapToInt(w::share).sum();
  }

  @Override
  public HasMetadata object() {
    return weights.object();
  }

  @Override
  public void prepare(Written next) {
    Optional<ReleaseId> other = other(next);
    candidate.lead(other.map(r -> services.mark(next.target(), r)), next.target(), weights.candidate() > 0);
    weights.make(candidate.name());
    home(next).ifPresent(home -> settle(next, home));
    if (share(next, other) > 0 && next.override().isEmpty()) {
      reached(next.target(), other.orElseThrow(), candidate.name());
    }
  }

  private void settle(Written next, ReleaseId home) {
    Map<String, String> mark = services.mark(next.target(), home);
    boolean first = Marks.annotation(object(), Names.ROUTING).isEmpty();
    if (!CandidateService.selects(team.service(), mark)) {
      if (!first && weights.candidate() < 100 && services.known(next.target(), home)) {
        throw new OutsideException("SLW-4312", "Service " + team.spec().service() + " still gets requests for another release"
            + ClusterFault.HELD);
      }
      CandidateService.pin(team, team.service(), mark);
    }
    if (share(next, Optional.of(home)) > 0 && next.override().isEmpty()) {
      reached(next.target(), home, team.spec().service());
    }
  }

  private void reached(TargetId target, ReleaseId release, String service) {
    boolean there = !services.known(target, release)
        || services.addresses(target, release).stream().anyMatch(ServiceMover.addresses(team.namespace(), service)::contains);
    if (!there) {
      throw new OutsideException("SLW-4310", "Service " + service + " does not lead to " + release
          + " yet. Traffic stays as it is; it is moved when it does");
    }
  }

  @Override
  public void fill(Merge merge, Written next) {
    weights.fill(merge, share(next, other(next)), next.override().isEmpty() && next.table().preview().isPresent());
  }

  @Override
  public void write(Merge merge) {
    weights.write(merge);
  }

  @Override
  public void refresh() {
    weights.refresh();
  }

  @Override
  public Optional<String> foreign(Written written) {
    int wanted = share(written, other(written));
    if (weights.candidate() != wanted) {
      return Optional.of(object().getKind() + " " + object().getMetadata().getName() + " gives the candidate " + weights.candidate()
          + "% and should give " + wanted + "%");
    }
    boolean known = written.table().routes().isEmpty()
        || written.table().routes().stream()
            .anyMatch(r -> CandidateService.selects(team.service(), services.mark(written.target(), r.release())))
        || home(written).filter(h -> CandidateService.selects(team.service(), services.mark(written.target(), h))).isPresent();
    return known ? Optional.empty()
        : Optional.of("Service " + team.spec().service() + " selects " + team.service().getSpec().getSelector());
  }

  @Override
  public void restore(Merge merge) {
    weights.fill(merge, 0, false);
    CandidateService.pin(team, team.service(), Map.of());
  }

  @Override
  public Set<String> serving() {
    Set<String> all = new HashSet<>();
    if (weights.candidate() < 100) {
      all.addAll(ServiceMover.addresses(team.namespace(), team.spec().service()));
    }
    if (weights.candidate() > 0) {
      all.addAll(ServiceMover.addresses(team.namespace(), candidate.name()));
    }
    return all;
  }
}
