package dev.slipway.server.journal;

import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Rollout;
import java.time.Instant;
import java.util.Optional;

/**
 * One rollout as the journal tells of it.
 *
 * @param number of the rollout
 * @param candidate id of the release it went to
 * @param release that release, where its record is still understood
 * @param from stable when it began
 * @param by who asked
 * @param startedAt wall-clock time
 * @param end how it ended, absent while it is under way
 */
public record Rolled(
    long number,
    Rollout.Kind kind,
    ReleaseId candidate,
    Optional<Release> release,
    Optional<ReleaseId> from,
    String by,
    Instant startedAt,
    Optional<End> end) {

  /** How a rollout ended. */
  public record End(Event.Outcome outcome, String reason, Instant at) {}

  Rolled ended(End how) {
    return new Rolled(number, kind, candidate, release, from, by, startedAt, Optional.of(how));
  }

  /** The version a person typed, or what the id says of it. */
  public String version() {
    String id = candidate.value();
    int dash = id.lastIndexOf('-');
    return release.map(Release::version).orElse(dash < 0 ? id : id.substring(0, dash));
  }
}
