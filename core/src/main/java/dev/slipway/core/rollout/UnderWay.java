package dev.slipway.core.rollout;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the engine must look at and start for the rollout under way. */
public final class UnderWay {
  private UnderWay() {}

  /** The task that the state waits for. */
  public static Optional<Task> task(TargetState state) {
    return state.rollout().map(Rollout::phase).flatMap(UnderWay::task);
  }

  private static Optional<Task> task(Phase phase) {
    return switch (phase) {
      case Phase.Awaiting a -> Optional.empty();
      case Phase.BeforeHooks h -> Optional.of(h.task());
      case Phase.Checking c -> Optional.of(c.task());
      case Phase.AfterHooks h -> Optional.of(h.task());
      case Phase.GoingBack g -> g.task();
      case Phase.Starting s -> Optional.empty();
      case Phase.Shifting s -> Optional.empty();
      case Phase.Baking b -> b.checks();
    };
  }

  /** Whether a task with this outcome is to be started: for the first time, or again where that is safe. */
  public static boolean mayStart(Task task, Task.Outcome outcome) {
    return Tasks.settled(task, outcome) instanceof Task.Outcome.NotStarted;
  }

  /** Whether the judge may be shown a batch now, so that the counters are to be read. */
  public static boolean batchDue(Rollout rollout, Instant at) {
    return rollout.watching().isPresent() && untilBatch(rollout, at).isZero();
  }

  /** Whether the judge is shown a batch now, of so many of the candidate's requests since the last one. */
  public static boolean batchMade(Rollout rollout, Instant at, long requests) {
    return rollout.watching().filter(w -> Pacing.due(rollout, w, at, requests)).isPresent();
  }

  /** How long until then: nothing where it may be now. */
  public static Duration untilBatch(Rollout rollout, Instant at) {
    Duration open = rollout.watching().map(w -> Duration.between(w.at(), at)).orElse(Duration.ZERO);
    Duration left = batchInterval(rollout).minus(open);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** How often the judge is shown a batch at most. */
  public static Duration batchInterval(Rollout rollout) {
    return Pacing.interval(rollout);
  }

  /** Of the counters what the judge needs, so that a batch is journaled in little room. */
  public static TrafficCounts needed(TargetState state, TrafficCounts counts) {
    return state.rollout().flatMap(r -> r.watching().map(w -> needed(state, r, w, counts))).orElse(counts);
  }

  private static TrafficCounts needed(TargetState state, Rollout rollout, Rollout.Watching watching, TrafficCounts counts) {
    Optional<List<Integer>> bounds = watching.watch().latencyBounds(rollout.policy().judge());
    Map<ReleaseId, ReleaseCounts> few = new HashMap<>();
    counts.releases().forEach(
        (id, c) -> {
          if (id.equals(rollout.candidate().id()) || state.stable().filter(s -> s.id().equals(id)).isPresent()) {
            few.put(id, bounds.map(
                b -> new ReleaseCounts(c.requests(), c.errors(), c.connectFailures(), c.inflight(), c.latency().folded(b))).orElse(c));
          }
        });
    return new TrafficCounts(counts.boot(), few);
  }

  /** Whether the state has taken up an emergency made at the router: everything it wants is on stable as well. */
  public static boolean answersOverride(TargetState state) {
    return state.rollout().filter(r -> !r.awaiting()).isEmpty()
        || (state.rollout().get().goingBack() && state.rollout().get().weight() == 0);
  }
}
