package dev.slipway.server.deploy;

import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.check.When;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.strategy.Plan;
import dev.slipway.core.strategy.Step;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.server.view.PlanView.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that a rollout does, in order and in words. */
final class Actions {
  private final TargetState state;
  private final Command.Deploy deploy;
  private final Plan plan;
  private final List<Action> actions = new ArrayList<>();

  private Actions(TargetState state, Command.Deploy deploy, Plan plan) {
    this.state = state;
    this.deploy = deploy;
    this.plan = plan;
  }

  static List<Action> of(TargetState state, Command.Deploy deploy, Plan plan) {
    Actions all = new Actions(state, deploy, plan);
    all.before();
    for (int i = 0; i < plan.steps().size(); i++) {
      all.step(i);
    }
    all.after();
    return List.copyOf(all.actions);
  }

  private void add(int step, String text) {
    actions.add(new Action(step, text));
  }

  private void before() {
    Release candidate = deploy.release();
    String where = candidate.run().platform().isPresent() ? " in the engine" : " in the release store";
    add(0, inCluster() ? "keep the pods that your Deployment describes, with " + candidate.run().artifactName() + ", in the cluster"
        : "keep " + candidate.run().artifactName() + where + " as sha256:" + candidate.artifact().brief() + "…");
    state
        .warm()
        .filter(w -> !w.release().id().equals(candidate.id()))
        .ifPresent(w -> add(0, "let go of " + w.release().id() + ", which is still warm"));
    deploy.policy().before().forEach(h -> add(0, hook(h)));
  }

  private void step(int index) {
    Step step = plan.steps().get(index);
    int number = index + 1;
    Release candidate = deploy.release();
    int added = Planner.added(plan, index);
    if (added > 0) {
      add(number, "start " + instances(added) + " of " + candidate.id() + ": " + running(candidate.run()));
      add(number, "wait until " + (added == 1 ? "it is" : "they are") + " ready: " + readiness(candidate.run().health()));
    }
    List<String> onPreview = CheckLines.of(deploy.policy(), When.PREVIEW);
    if (index == 0 && !onPreview.isEmpty()) {
      add(number, "ask the preview address: " + String.join("; ", onPreview));
    }
    add(number, shift(step));
    List<String> onLive = CheckLines.of(deploy.policy(), When.LIVE);
    if (!onLive.isEmpty()) {
      add(number, "ask the live address: " + String.join("; ", onLive));
    }
    if (!step.bake().isZero()) {
      add(number, "watch for " + Spelled.of(step.bake()) + watched());
    }
    if (step.hold()) {
      add(number, "wait until somebody promotes: slipway promote " + state.id().environment());
    }
  }

  private boolean inCluster() {
    return deploy.settings().router().filter(RouterSpec.Kubernetes.class::isInstance).isPresent();
  }

  private String running(RunSpec run) {
    return inCluster() ? "pods of " + run.artifactName()
        : run.platform().map(p -> p.word() + " container of " + run.artifactName()).orElse(run.command());
  }

  private String shift(Step step) {
    if (deploy.settings().router().filter(r -> !r.movesTraffic()).isPresent()) {
      return "go on with " + step.candidateInstances() + " of " + deploy.release().run().instances() + " instances of "
          + deploy.release().id() + "; no traffic is moved";
    }
    String to = step.candidateWeight() + "% of traffic to " + deploy.release().id() + " on " + deploy.settings().listen();
    return step.candidateWeight() == 100 || state.stable().isEmpty()
        ? "shift " + to
        : "shift " + to + ", " + (100 - step.candidateWeight()) + "% stays on " + state.stable().get().id();
  }

  private String watched() {
    List<Trigger> triggers = deploy.policy().triggers();
    return triggers.isEmpty() ? " (health of the instances)" : "; back at once when " + triggers.stream().map(Trigger::toString).collect(Collectors.joining(" or "));
  }

  private void after() {
    int last = plan.steps().size();
    deploy.policy().after().forEach(h -> add(last, hook(h)));
    if (state.stable().isEmpty()) {
      return;
    }
    Release stable = state.stable().get();
    Duration keep = deploy.policy().keepStable();
    if (plan.keepsStable() && !keep.isZero()) {
      add(last, "keep " + instances(stable.run().instances()) + " of " + stable.id() + " warm for " + Spelled.of(keep) + " as the way back");
    }
    add(last, "drain " + stable.id() + " (at most " + Spelled.of(deploy.settings().drain()) + "), then stop it: SIGTERM, " + Spelled.of(stable.run().stopGrace()) + ", SIGKILL");
  }

  private static String hook(Policy.Hook hook) {
    return "run hook " + hook.name() + ": " + hook.command() + " (at most " + Spelled.of(hook.timeout()) + ")";
  }

  private static String readiness(HealthSpec health) {
    return health.ready().map(p -> "GET " + p + " answers 2xx").orElse("the port accepts connections") + " within " + Spelled.of(health.startupDeadline());
  }

  private static String instances(int n) {
    return n == 1 ? "1 instance" : n + " instances";
  }
}
