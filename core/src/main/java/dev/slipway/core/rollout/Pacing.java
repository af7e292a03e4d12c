package dev.slipway.core.rollout;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How often the judge is shown a batch. Each is a commit, so that quiet ones are made seldom; when one is made depends on time and on how
 * many requests there were, never on how they ended, or the evidence would be chosen by what it shows.
 */
final class Pacing {
  /** Triggers that ask seldom, and evidence of little traffic, wait this long at most. */
  private static final Duration SELDOM = Duration.ofSeconds(5);

  /**
   * In the first minute of a step, in which most faults show: of the five seconds until a bad candidate is out, this is what is lost to
   * waiting.
   */
  private static final Duration FRESH = Duration.ofMillis(500);

  /** After that minute: an hour's bake is then some two thousand commits. */
  private static final Duration CALM = Duration.ofSeconds(2);
  private static final Duration CALM_AFTER = Duration.ofMinutes(1);

  /** A batch of fewer of the candidate's requests compares so little with so few of stable's that most of what it could show is lost. */
  private static final long LEAST_REQUESTS = 20;

  /** Time beyond this many intervals since the last batch was not observed, and is not called covered. */
  private static final int MOST_INTERVALS = 3;

  private Pacing() {}

  /** Before this long since the last batch there is none. */
  static Duration interval(Rollout rollout) {
    Duration asked = byTriggers(rollout);
    if (rollout.policy().judge().method() != JudgePolicy.Method.EVIDENCE) {
      return asked;
    }
    boolean calm = rollout.watching().filter(w -> w.watch().covered().compareTo(CALM_AFTER) > 0).isPresent();
    Duration pace = calm ? CALM : FRESH;
    return asked.compareTo(pace) < 0 ? asked : pace;
  }

  /** As often as the shortest trigger asks. */
  private static Duration byTriggers(Rollout rollout) {
    Duration shortest = SELDOM;
    for (Trigger trigger : rollout.policy().triggers()) {
      shortest = trigger.window().compareTo(shortest) < 0 ? trigger.window() : shortest;
    }
    return shortest;
  }

  /** The longest time between two batches that was surely observed all along. */
  static Duration longest(Rollout rollout) {
    Duration asked = byTriggers(rollout);
    return rollout.policy().judge().method() == JudgePolicy.Method.EVIDENCE ? asked.plus(interval(rollout).multipliedBy(2))
        : asked.multipliedBy(MOST_INTERVALS);
  }

  /** Whether a batch is made of what was seen. */
  static boolean due(Rollout rollout, Rollout.Watching from, Observation seen) {
    return due(rollout, from, seen.at(), requests(rollout, from.cursor(), seen.counts()));
  }

  /** Whether a batch is made at a moment, of so many of the candidate's requests. */
  static boolean due(Rollout rollout, Rollout.Watching from, Instant at, long requests) {
    Duration open = Duration.between(from.at(), at);
    if (open.compareTo(interval(rollout)) < 0) {
      return false;
    }
    return requests >= LEAST_REQUESTS || open.compareTo(byTriggers(rollout)) >= 0 || endsBake(rollout, from, open);
  }

  private static boolean endsBake(Rollout rollout, Rollout.Watching from, Duration open) {
    Duration bake = rollout.step().bake();
    Duration covered = from.watch().covered();
    return covered.compareTo(bake) < 0 && covered.plus(open).compareTo(bake) >= 0;
  }

  private static long requests(Rollout rollout, TrafficCounts from, Optional<TrafficCounts> to) {
    return to.map(t -> requests(rollout, t) - (t.boot().equals(from.boot()) ? requests(rollout, from) : 0)).orElse(0L);
  }

  private static long requests(Rollout rollout, TrafficCounts counts) {
    ReleaseCounts candidate = counts.releases().get(rollout.candidate().id());
    return candidate == null ? 0 : candidate.requests();
  }
}
