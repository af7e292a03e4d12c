package dev.slipway.server.retention;

import dev.slipway.core.rollout.Archive;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.store.StateStore;
import dev.slipway.server.deploy.Sweep;
import dev.slipway.server.problem.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says which records are still needed, and so which could go. */
final class Needs {
  /** The longest that figures are compared over by default is two months; a rollout that waits for somebody may take one. */
  static final Duration YOUNGEST = Duration.ofDays(90);

  private final StateStore store;
  private final ArchiveBook book;
  private final InstantSource clock;

  Needs(StateStore store, ArchiveBook book, InstantSource clock) {
    this.store = store;
    this.book = book;
    this.clock = clock;
  }

  /** What could be put into an archive. */
  RetentionView.Plan plan(Instant before) {
    old(before);
    List<RetentionView.OfTarget> parts = new ArrayList<>();
    List<String> stays = new ArrayList<>();
    for (TargetId target : store.targets()) {
      Optional<Archive.Part> part = part(target, before);
      part.map(RetentionView.OfTarget::of).ifPresent(parts::add);
      if (part.isEmpty() && !target.administrative()) {
        stays.add("of " + target + " nothing: what is older belongs to its last " + Sweep.KEPT_RELEASES
            + " promoted releases, is still to be told to somebody, or is in an archive already");
      }
    }
    return new RetentionView.Plan(before, parts.stream().mapToLong(RetentionView.OfTarget::records).sum(), parts, stays);
  }

  /** What could be of one target. */
  Optional<Archive.Part> part(TargetId target, Instant before) {
    return store.archived().part(target, book.through(target), before, Sweep.KEPT_RELEASES);
  }

  /** Refuses what is younger than anything that may go. */
  void old(Instant before) {
    Instant youngest = clock.instant().minus(YOUNGEST);
    if (before.isAfter(youngest) || !before.equals(before.truncatedTo(ChronoUnit.SECONDS))) {
      throw new Refused(Refused.Kind.WRONG, "SLW-5155", before + " is too late: records of the last " + YOUNGEST.toDays()
          + " days stay where they are. Nothing was taken away", "Say " + youngest.truncatedTo(ChronoUnit.DAYS) + " or earlier");
    }
  }
}
