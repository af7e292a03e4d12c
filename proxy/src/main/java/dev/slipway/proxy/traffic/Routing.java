package dev.slipway.proxy.traffic;

import dev.slipway.core.traffic.Cohort;
import dev.slipway.proxy.table.InForce;
import dev.slipway.proxy.table.Table;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Arrays;
import java.util.Optional;

/** One table, ready to choose by: which release a request goes to. */
public final class Routing {
  private final Table table;
  private final ReleaseTraffic[] releases;
  private final Optional<ReleaseTraffic> stable;
  private final Optional<ReleaseTraffic> preview;
  private final Optional<Stickiness> stickiness;
  private final boolean emergency;
  private int mirrorBalance;

  Routing(InForce inForce, ReleaseTraffic[] releases, Optional<ReleaseTraffic> preview) {
    this.table = inForce.table();
    this.releases = releases;
    this.stable = table.stable().flatMap(this::release);
    this.preview = preview;
    this.stickiness = table.sticky().map(sticky -> new Stickiness(table, sticky));
    this.emergency = inForce.emergency().isPresent();
  }

  public Table table() {
    return table;
  }

  /** Where failed attempts and emergencies go. */
  public Optional<ReleaseTraffic> stable() {
    return stable;
  }

  /** What the preview address shows. */
  public Optional<ReleaseTraffic> preview() {
    return preview;
  }

  /** How people are recognised; empty when every request is on its own, or while an emergency is in force. */
  public Optional<Stickiness> stickiness() {
    return emergency ? Optional.empty() : stickiness;
  }

  public Optional<ReleaseTraffic> release(String name) {
    return Arrays.stream(releases).filter(each -> each.name().equals(name)).findFirst();
  }

  /** Where a copy of this request goes, if it is one of those to be mirrored. */
  public Optional<ReleaseTraffic> mirror() {
    if (table.mirror().isEmpty() || emergency) {
      return Optional.empty();
    }
    mirrorBalance += table.mirror().get().percent();
    if (mirrorBalance < 100) {
      return Optional.empty();
    }
    mirrorBalance -= 100;
    return release(table.mirror().get().release());
  }

  /** The release for a request of somebody unknown, or nobody in particular. */
  public Optional<ReleaseTraffic> choose(HttpHeaders headers) {
    return emergency ? stable : routed(headers).or(() -> readyOrStable(byWeight()));
  }

  /** The release for a request of this person. */
  public Optional<ReleaseTraffic> choose(HttpHeaders headers, String identity) {
    return emergency ? stable : routed(headers).or(() -> readyOrStable(byCohort(identity)));
  }

  private Optional<ReleaseTraffic> routed(HttpHeaders headers) {
    for (Table.Route route : table.routes()) {
      if (headers.contains(route.header(), route.value(), false)) {
        return release(route.release()).filter(ReleaseTraffic::hasReady);
      }
    }
    return Optional.empty();
  }

  /**
   * Smooth weighted round robin, as in nginx (commit 52327e0627f4): every release gains its weight, the one with the most is taken and
   * pays the sum.
   * Over any 100 requests each release gets its weight exactly, spread evenly.
   */
  private Optional<ReleaseTraffic> byWeight() {
    int sum = 0;
    int best = -1;
    for (int i = 0; i < releases.length; i++) {
      ReleaseTraffic each = releases[i];
      each.balance += each.weight();
      sum += each.weight();
      if (each.weight() > 0 && (best < 0 || each.balance > releases[best].balance)) {
        best = i;
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    releases[best].balance -= sum;
    return Optional.of(releases[best]);
  }

  /** Candidates take the first cohorts in the table's order, stable the rest: who once moved to a growing candidate never moves back. */
  private Optional<ReleaseTraffic> byCohort(String identity) {
    Cohort cohort = Cohort.of(table.target(), stickiness.map(Stickiness::salt).orElse(""), identity);
    int taken = 0;
    for (ReleaseTraffic each : releases) {
      if (!isStable(each)) {
        taken += each.weight();
        if (cohort.isWithin(taken)) {
          return Optional.of(each);
        }
      }
    }
    return stable.filter(each -> each.weight() > 0);
  }

  private boolean isStable(ReleaseTraffic release) {
    return stable.isPresent() && stable.get() == release;
  }

  /** A chosen release without any backend leaves its requests to stable, never to a candidate: its share must not outgrow its weight. */
  private Optional<ReleaseTraffic> readyOrStable(Optional<ReleaseTraffic> chosen) {
    return chosen.isPresent() && chosen.get().hasReady() ? chosen : chosen.flatMap(_ -> stable).filter(ReleaseTraffic::hasReady);
  }
}
