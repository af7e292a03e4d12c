package dev.slipway.server.deploy;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.config.ReleaseResolver;
import dev.slipway.core.gate.GateRecord;
import dev.slipway.core.guard.Guarded;
import dev.slipway.core.objective.Objectives;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.WrittenAs;
import dev.slipway.core.spi.Store;
import dev.slipway.core.strategy.Plan;
import dev.slipway.engine.Engine;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.server.access.Caller;
import dev.slipway.server.journal.Past;
import dev.slipway.server.objective.ObjectiveService;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.view.Answers;
import dev.slipway.server.view.PlanView;
import java.util.Optional;

/** From a slipway.yaml and a version to a rollout. Everything that can be known to be wrong is told before anything is started. */
public final class DeployService {
  private final Preparation preparation;
  private final Preflight preflight;
  private final MetricCheck metrics;
  private final ObjectiveService objectives;
  private final Engine engine;
  private final Store store;
  private final Past past;
  private final Clocks clocks;

  public DeployService(
      Preparation preparation, Preflight preflight, MetricCheck metrics, ObjectiveService objectives, Engine engine, Store store, Past past,
      Clocks clocks) {
    this.preparation = preparation;
    this.preflight = preflight;
    this.metrics = metrics;
    this.objectives = objectives;
    this.engine = engine;
    this.store = store;
    this.past = past;
    this.clocks = clocks;
  }

  /** Rolls out. */
  public Answers.Deployed deploy(TargetId target, DeployRequest request, Caller caller) {
    Preparation.Prepared written = preparation.of(target, request, store.load(target).state());
    TargetState before = checked(target, request, written);
    Optional<Command.Adopt> adopt = Adoption.of(before, written, request.by());
    Preparation.Prepared prepared = written.with(Adoption.instances(before, adopt));
    Optional<GateRecord> gates = preflight.gates(prepared.environment(), request, before);
    Optional<Guarded> guarded = GuardCheck.passed(prepared, request, before, caller);
    Optional<Objectives> expected = prepared.environment().expectations().objectives()
        .map(o -> o.readingFrom(prepared.policy().judge().sources()));
    DeployRequest allowed = request.because(objectives.mustAllow(target, expected, request.fix(), request.reason()));
    Digest artifact = prepared.staging().stage(prepared.artifact());
    adopt.ifPresent(a -> adopt(target, prepared, a));
    TargetState state = store.load(target).state();
    Command.Deploy command = command(prepared, allowed, artifact, gates, guarded,
        Optional.of(Written.of(prepared.environment(), past.written(target))));
    PlanView plan = plan(state, command, request);
    long sequence = past.sequence(target);
    Decision decision = engine.submit(target, command);
    Optional<Decision.Refusal> refusal = decision.refusal();
    if (refusal.isPresent() && !refusal.get().harmless()) {
      throw new Refused(Refused.Kind.CONFLICT, refusal.get().code(), refusal.get().message(), "");
    }
    if (refusal.isEmpty()) {
      objectives.expect(target, expected);
    }
    return DeployWords.answer(target, command, decision, plan, sequence);
  }

  /** What a deploy would do; changes nothing. */
  public PlanView plan(TargetId target, DeployRequest request, Caller caller) {
    Preparation.Prepared written = preparation.of(target, request, store.load(target).state());
    TargetState before = checked(target, request, written);
    Optional<Command.Adopt> adopt = Adoption.of(before, written, request.by());
    Preparation.Prepared prepared = written.with(Adoption.instances(before, adopt));
    TargetState state = adopt.map(a -> Decider.decide(before, new Input.Commanded(a, clocks.steady().instant())).state()).orElse(before);
    Digest artifact = prepared.staging().digest(prepared.artifact());
    Optional<Guarded> guarded = GuardCheck.planned(prepared, caller);
    return plan(state, command(prepared, request, artifact, Optional.empty(), guarded, Optional.empty()), request);
  }

  /** First there, then in the journal: where the second fails, it is done again with the next deploy. */
  private void adopt(TargetId target, Preparation.Prepared prepared, Command.Adopt adopt) {
    prepared.place().standing().ifPresent(s -> s.adopt(target, adopt.release()));
    var unused = engine.submit(target, adopt);
  }

  private TargetState checked(TargetId target, DeployRequest request, Preparation.Prepared prepared) {
    TargetState state = store.load(target).state();
    preflight.wayBack(state, request.force().orElse(false));
    // What stands there says better than the port itself why it is taken.
    prepared.place().standing().ifPresent(Places.Standing::look);
    preflight.address(state, prepared.settings());
    metrics.known(state, prepared.policy().judge());
    preflight.room(Staging.bytes(prepared.artifact()));
    return state;
  }

  private Command.Deploy command(
      Preparation.Prepared prepared, DeployRequest request, Digest artifact, Optional<GateRecord> gates, Optional<Guarded> guarded,
      Optional<WrittenAs> written) {
    Release release = preflight.secrets(
        ReleaseResolver.resolve(prepared.environment(), request.version(), artifact), prepared.place().shelf());
    return new Command.Deploy(
        request.by(), release, prepared.policy(), prepared.settings(), DeployWords.whenBusy(request),
        request.force().orElse(false), request.reason().or(request::override).orElse(""), gates,
        request.provenance().map(DeployRequest.SentProvenance::read), guarded, prepared.receivers(), written);
  }

  /** The decider itself says what it would do, so that a plan and its rollout cannot differ. */
  private PlanView plan(TargetState state, Command.Deploy command, DeployRequest request) {
    Decision decision = Decider.decide(state, new Input.Commanded(command, clocks.steady().instant()));
    boolean alreadySo = decision.refusal().filter(Decision.Refusal::harmless).isPresent();
    boolean begins = decision.events().stream().anyMatch(e -> e instanceof Event.RolloutStarted);
    Plan plan =
        decision.state().rollout().filter(r -> begins).map(Rollout::plan)
            .orElseGet(() -> Plan.compile(command.policy().strategy(), command.release().run().instances(), standing(state)));
    Baseline before = state.stable().map(s -> engine.baseline(state.id(), s.id())).orElse(Baseline.UNKNOWN);
    return Planner.plan(state, command, plan, alreadySo, Expected.of(state, before, request.requestsPerSecond()), clocks.wall().instant());
  }

  private static int standing(TargetState state) {
    return state.stable().map(s -> s.run().instances()).orElse(0);
  }
}
