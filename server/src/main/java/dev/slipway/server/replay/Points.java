package dev.slipway.server.replay;

import dev.slipway.core.analysis.JudgedStep;
import dev.slipway.core.analysis.Watch;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Judging;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.server.status.JudgeStatus;
import dev.slipway.server.view.FindingView;
import dev.slipway.server.view.FindingView.EvidenceView;
import dev.slipway.server.view.MeasurementsView.Ln;
import dev.slipway.server.view.MeasurementsView.Point;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one record adds to the series of a rollout: a point for each metric where it brought a batch, else nothing. A pure function. */
final class Points {
  private Points() {}

  /**
   * The points.
   *
   * @param measured up to when batches were taken before the record
   */
  static List<Point> of(JournalRecord record, Optional<Instant> measured, TargetState after) {
    Optional<Rollout> rollout = after.rollout();
    Optional<Rollout.Watching> watching = rollout.flatMap(Rollout::watching);
    if (watching.isEmpty() || watching.map(Rollout.Watching::at).equals(measured) || watching.get().watch().covered().isZero()) {
      return List.of();
    }
    JudgedStep step = Judging.judged(after, rollout.get());
    return JudgeStatus.plain(watching.get().watch(), step).stream().map(f -> point(record, rollout.get(), watching.get().watch(), f))
        .toList();
  }

  /** Up to when batches were taken. */
  static Optional<Instant> measured(Optional<TargetState> state) {
    return state.flatMap(TargetState::rollout).flatMap(Rollout::watching).map(Rollout.Watching::at);
  }

  private static Point point(JournalRecord record, Rollout rollout, Watch watch, FindingView f) {
    return new Point(
        record.sequence(),
        record.at(),
        f.metric(),
        rollout.stepIndex() + 1,
        rollout.weight(),
        watch.covered().toMillis(),
        f.candidate(),
        f.stable(),
        f.failing().map(Points::ln),
        f.passing().map(Points::ln));
  }

  private static Ln ln(EvidenceView evidence) {
    return new Ln(evidence.ln(), evidence.needed());
  }
}
