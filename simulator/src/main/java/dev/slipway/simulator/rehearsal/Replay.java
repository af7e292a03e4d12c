package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.engine.loop.BaselineMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A recording shown to a policy. The counts are shown as they were taken down, whatever share the plan would have given: so the check of
 * the split is left out, as it is for sticky users. Checks and hooks are left out too. Its clock begins where the candidate's traffic does.
 */
final class Replay implements Users {
  /** Until the decider has seen ready instances and the router the split. */
  private static final double NOTICE_SECONDS = 0.2;

  private static final double WINDOW_SECONDS = 10;
  private static final int MOST_WINDOWS = 720;

  private final Recording recording;
  private final RecordedTraffic stable;
  private final RecordedTraffic candidate;
  private final double zero;
  private double answered;
  private double until;

  private Replay(Recording recording) {
    this.recording = recording;
    double gap = recording.typicalGap();
    this.stable = new RecordedTraffic(recording.rows().stream().filter(r -> !r.candidate()).toList(), gap);
    this.candidate = new RecordedTraffic(recording.rows().stream().filter(Recording.Row::candidate).toList(), gap);
    this.zero = recording.beforeFirstTraffic() - NOTICE_SECONDS;
    this.answered = zero;
    this.until = zero;
  }

  static Course of(Cast cast, Recording recording) {
    Replay users = new Replay(recording);
    TargetSettings s = cast.settings();
    TargetSettings sticky =
        new TargetSettings(s.listen(), s.tls(), s.sticky().or(() -> Optional.of(new TargetSettings.Sticky.Cookie("recorded"))), s.drain(),
            s.router(), s.front());
    Policy p = cast.policy();
    Policy bare =
        new Policy(
            p.strategy(), p.triggers(), List.of(), p.keepStable(), p.progressDeadline(), p.onNoData(), p.judge(), List.of(), List.of(),
                List.of());
    Cast alike = new Cast(cast.target(), cast.stable(), cast.candidate(), bare, sticky, Duration.ZERO, cast.patience());
    return Play.lookByLook(alike.withoutOwnMetrics(), users, recording.end() - users.zero);
  }

  @Override
  public long ask(long fromNanos, long toNanos, int candidateWeight) {
    until = zero + toNanos / 1e9;
    return candidate.between(zero + fromNanos / 1e9, until).requests();
  }

  @Override
  public Counted answered(Optional<List<Integer>> bounds) {
    Counted counted = new Counted(stable.between(answered, until), candidate.between(answered, until), Map.of());
    answered = until;
    return counted;
  }

  @Override
  public Baseline before() {
    BaselineMemory memory = new BaselineMemory();
    ReleaseId release = new ReleaseId("stable");
    double end = zero + NOTICE_SECONDS;
    double first = Math.max(recording.rows().getFirst().seconds() - recording.typicalGap(), end - MOST_WINDOWS * WINDOW_SECONDS);
    ReleaseCounts sum = new ReleaseCounts(0, 0, 0, 0, LatencyHistogram.empty());
    for (double at = first; at <= end; at += WINDOW_SECONDS) {
      Instant moment = Instant.EPOCH.plus(Duration.ofMillis(Math.round((at - first) * 1000)));
      memory.see(release, moment, new TrafficCounts("recorded", Map.of(release, sum)));
      ReleaseCounts more = stable.between(at, Math.min(end, at + WINDOW_SECONDS));
      sum = new ReleaseCounts(sum.requests() + more.requests(), sum.errors() + more.errors(), 0, 0, sum.latency().plus(more.latency()));
    }
    return memory.of(release);
  }
}
