package dev.slipway.server.status;

import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.analysis.TriggerProgress;
import dev.slipway.core.analysis.Watch;
import dev.slipway.core.check.When;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.rollout.UnderWay;
import dev.slipway.server.view.ClearanceView;
import dev.slipway.server.view.GateView;
import dev.slipway.server.view.ReleaseView;
import dev.slipway.server.view.RolloutView;
import dev.slipway.server.view.RolloutView.Measurement;
import dev.slipway.server.view.RolloutView.TriggerView;
import dev.slipway.server.view.StepView;
import dev.slipway.server.view.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Shows the rollout under way as clients see it. A pure function. */
public final class RolloutStatus {
  private RolloutStatus() {}

  static RolloutView of(TargetState state, Rollout r, List<GateView> gates, List<Measurement> measurements) {
    Optional<Phase.Baking> baking = r.phase() instanceof Phase.Baking b ? Optional.of(b) : Optional.empty();
    Duration covered = r.watching().map(Rollout.Watching::watch).map(Watch::covered).orElse(Duration.ZERO);
    int current = r.phase() instanceof Phase.AfterHooks ? r.plan().steps().size() : r.goingBack() || r.awaiting() ? -1 : r.stepIndex();
    return new RolloutView(
        r.id().number(),
        Words.of(r.kind()),
        ReleaseView.of(r.candidate()),
        state.stable().map(ReleaseView::of),
        r.by(),
        r.startedAt(),
        Words.of(r.policy().strategy()),
        r.phase().word(),
        r.phase().since(),
        r.stepIndex() + 1,
        r.plan().steps().size(),
        r.weight(),
        gates,
        StepView.of(r.plan(), current),
        r.paused().map(p -> new RolloutView.Paused(p.by(), p.reason(), p.at())),
        baking.flatMap(Phase.Baking::held),
        baking.map(b -> r.step().bake().toMillis()),
        baking.map(b -> Math.max(0, r.step().bake().minus(covered).toMillis())),
        UnderWay.task(state).map(RolloutStatus::name),
        r.approval().map(a -> new RolloutView.Approved(a.by(), a.step() + 1, a.full())),
        ClearanceView.of(r),
        r.phase() instanceof Phase.GoingBack g
            ? Optional.of(new RolloutView.GoingBack(Words.of(g.cause()), g.cause().reason(), Words.of(g.stage())))
            : Optional.empty(),
        triggers(r),
        JudgeStatus.of(state, r),
        measurements);
  }

  static String name(Task task) {
    return switch (task.work()) {
      case Task.Work.RunHook h -> "hook " + h.hook().name();
      case Task.Work.AskPreview a -> a.checks().size() + (a.checks().size() == 1 ? " check" : " checks") + " on the preview address";
      case Task.Work.Validate v -> v.suite().place() == When.LIVE ? "checks on the live address" : "checks on the preview address";
    };
  }

  private static List<TriggerView> triggers(Rollout r) {
    if (r.watching().isEmpty()) {
      return notYet(r.policy());
    }
    return r.watching().get().watch().triggers().stream().map(RolloutStatus::view).toList();
  }

  private static List<TriggerView> notYet(Policy policy) {
    return policy.triggers().stream().map(t -> view(TriggerProgress.start(t))).toList();
  }

  private static TriggerView view(TriggerProgress p) {
    Trigger t = p.trigger();
    return new TriggerView(
        t.toString(),
        t.measure().word(),
        t.limit(),
        p.last().isPresent() ? Optional.of(p.last().getAsDouble()) : Optional.empty(),
        t.sustained().toMillis(),
        p.breached().toMillis(),
        p.fired());
  }

  /** The role of a release in a target. */
  public static String role(TargetState state, ReleaseId release) {
    if (state.stable().map(Release::id).filter(release::equals).isPresent()) {
      return "stable";
    }
    if (state.rollout().map(r -> r.candidate().id()).filter(release::equals).isPresent()) {
      return "candidate";
    }
    return state.warm().map(w -> w.release().id()).filter(release::equals).isPresent() ? "warm" : "leaving";
  }
}
