package dev.slipway.server.delivery;

import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Provenance;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.engine.store.PastRollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was delivered to one target in one stretch of time, by the definitions of DORA (dora.dev, "software delivery performance metrics"),
 * read for rollouts: a deploy that did not come to its end, or was taken back, is a failed change.
 *
 * @param days how long
 * @param deploys that ended
 * @param promoted of them
 * @param failed went back, or were promoted and taken back by the next rollback
 * @param rework promoted deploys right after a failed one: they were needed to mend it
 * @param leadSeconds from commit to promotion, of those whose commit's time is known; in order of size
 * @param durationSeconds of promoted rollouts, in order of size
 * @param recoverySeconds from the start of a deploy that went back to its end; from the promotion of one that was taken back to the end of
 *     the rollback; in order of size
 * @param rollbackSeconds of rollbacks from being asked for to their end, in order of size
 */
record Period(
    double days, int deploys, int promoted, int failed, int rework, List<Double> leadSeconds, List<Double> durationSeconds,
    List<Double> recoverySeconds, List<Double> rollbackSeconds) {

  /**
   * Counts the rollouts that ended in a stretch of time.
   *
   * @param oldestFirst all rollouts of one target, those before {@code from} among them
   * @param from inclusive
   * @param to exclusive
   */
  static Period of(List<PastRollout> oldestFirst, Instant from, Instant to) {
    Counter counter = new Counter(from, to);
    oldestFirst.forEach(counter::next);
    return counter.period();
  }

  /** Walks through the rollouts of a target; what ended outside of the stretch is remembered and not counted. */
  private static final class Counter {
    private final Instant from;
    private final Instant to;
    private int deploys;
    private int promoted;
    private int failed;
    private int rework;
    private final List<Double> lead = new ArrayList<>();
    private final List<Double> duration = new ArrayList<>();
    private final List<Double> recovery = new ArrayList<>();
    private final List<Double> rollback = new ArrayList<>();
    private Optional<PastRollout> serving = Optional.empty();
    private boolean broken;

    Counter(Instant from, Instant to) {
      this.from = from;
      this.to = to;
    }

    void next(PastRollout rollout) {
      if (rollout.end().filter(e -> e.outcome() != Event.Outcome.NOT_STARTED).isEmpty()) {
        return; // What never began changed nothing for anybody.
      }
      PastRollout.End end = rollout.end().get();
      boolean counts = !end.at().isBefore(from) && end.at().isBefore(to);
      boolean good = end.outcome() == Event.Outcome.PROMOTED;
      if (rollout.kind() == Rollout.Kind.ROLLBACK) {
        if (good) {
          takenBack(rollout, end, counts);
        }
      } else if (good) {
        promoted(rollout, end, counts);
      } else {
        wentBack(rollout, end, counts);
      }
    }

    private void takenBack(PastRollout back, PastRollout.End end, boolean counts) {
      if (counts) {
        add(rollback, back.startedAt(), end.at());
        serving.flatMap(PastRollout::end).ifPresent(was -> {
          failed++;
          add(recovery, was.at(), end.at());
        });
      }
      serving = Optional.empty();
      broken = true;
    }

    private void promoted(PastRollout deploy, PastRollout.End end, boolean counts) {
      if (counts) {
        deploys++;
        promoted++;
        rework += broken ? 1 : 0;
        add(duration, deploy.startedAt(), end.at());
        deploy.provenance().flatMap(Provenance::committedAt).ifPresent(at -> add(lead, at, end.at()));
      }
      serving = Optional.of(deploy);
      broken = false;
    }

    private void wentBack(PastRollout deploy, PastRollout.End end, boolean counts) {
      if (counts) {
        deploys++;
        failed++;
        add(recovery, deploy.startedAt(), end.at());
      }
      broken = true;
    }

    /** A clock that was set back between the two says nothing about how long it took. */
    private static void add(List<Double> seconds, Instant start, Instant end) {
      if (!end.isBefore(start)) {
        seconds.add(Duration.between(start, end).toMillis() / 1_000.0);
      }
    }

    Period period() {
      Stream.of(lead, duration, recovery, rollback).forEach(l -> l.sort(Double::compare));
      double days = Duration.between(from, to).toSeconds() / 86_400.0;
      return new Period(days, deploys, promoted, failed, rework, List.copyOf(lead), List.copyOf(duration), List.copyOf(recovery),
          List.copyOf(rollback));
    }
  }

  /** The value in the middle, by the nearest rank; absent where there is none. */
  static Optional<Double> median(List<Double> sorted) {
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get((sorted.size() - 1) / 2));
  }
}
