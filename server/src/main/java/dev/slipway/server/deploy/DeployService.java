package dev.slipway.server.deploy;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.NearestName;
import dev.slipway.core.config.ReleaseResolver;
import dev.slipway.core.config.ServiceConfig;
import dev.slipway.core.gate.GateRecord;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Platform;
import dev.slipway.core.spi.Store;
import dev.slipway.core.strategy.Plan;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.engine.Engine;
import dev.slipway.server.journal.Past;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.view.Answers;
import dev.slipway.server.view.PlanView;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** From a slipway.yaml and a version to a rollout. Everything that can be known to be wrong is told before anything is started. */
public final class DeployService {
  private static final String VERSION = "[A-Za-z0-9][A-Za-z0-9._+-]{0,99}";

  private final Configs configs;
  private final Staging staging;
  private final Preflight preflight;
  private final MetricCheck metrics;
  private final Engine engine;
  private final Store store;
  private final Past past;
  private final InstantSource steady;

  public DeployService(
      Configs configs, Platform platform, Shelf shelf, Preflight preflight, MetricCheck metrics, Engine engine, Store store, Past past,
      InstantSource steady) {
    this.configs = configs;
    this.staging = new Staging(platform, shelf);
    this.preflight = preflight;
    this.metrics = metrics;
    this.engine = engine;
    this.store = store;
    this.past = past;
    this.steady = steady;
  }

  private record Prepared(EnvironmentConfig environment, TargetSettings settings, Policy policy, Path artifact) {}

  /** Rolls out. */
  public Answers.Deployed deploy(TargetId target, DeployRequest request) {
    Prepared prepared = prepare(target, request);
    TargetState state = checked(target, request, prepared);
    Optional<GateRecord> gates = preflight.gates(prepared.environment(), request, state);
    Digest artifact = staging.stage(prepared.artifact());
    Command.Deploy command = command(prepared, request, artifact, gates);
    PlanView plan = plan(state, command, request);
    long before = past.sequence(target);
    Decision decision = engine.submit(target, command);
    Optional<Decision.Refusal> refusal = decision.refusal();
    if (refusal.isPresent() && !refusal.get().harmless()) {
      throw new Refused(Refused.Kind.CONFLICT, refusal.get().code(), refusal.get().message(), "");
    }
    return answer(target, command, decision, plan, before);
  }

  /** What a deploy would do; changes nothing. */
  public PlanView plan(TargetId target, DeployRequest request) {
    Prepared prepared = prepare(target, request);
    TargetState state = checked(target, request, prepared);
    return plan(state, command(prepared, request, staging.digest(prepared.artifact()), Optional.empty()), request);
  }

  private TargetState checked(TargetId target, DeployRequest request, Prepared prepared) {
    TargetState state = store.load(target).state();
    preflight.wayBack(state, request.force().orElse(false));
    preflight.address(state, prepared.settings());
    metrics.known(state, prepared.policy().judge());
    preflight.room(Staging.bytes(prepared.artifact()));
    return state;
  }

  private Prepared prepare(TargetId target, DeployRequest request) {
    if (!request.version().matches(VERSION)) {
      throw new Refused(
          Refused.Kind.WRONG, "SLW-2036", "\"" + request.version() + "\" cannot be a version. Nothing changed", "Letters, digits, dots, dashes, plus signs and underscores, as in 1.4.0 or 2026-03-01+build.7");
    }
    Path file = Path.of(request.configFile());
    if (!file.isAbsolute()) {
      throw new Refused(Refused.Kind.WRONG, "SLW-5101", "configFile is not absolute: " + file + ". Nothing changed", "Send the path that the server can resolve artifacts from");
    }
    EnvironmentConfig environment = environment(target, read(request), request.configFile());
    Path folder = Optional.ofNullable(file.getParent()).orElse(file);
    return new Prepared(environment, environment.settingsFrom(folder), PolicyFolder.in(folder, environment.policy()), ArtifactFile.find(folder, environment.artifact().file(), request.version()));
  }

  private ServiceConfig read(DeployRequest request) {
    Configs.Reading reading = configs.read(request.configText(), request.configFile());
    return reading.config().orElseThrow(
            () -> {
              int n = reading.problems().size();
              return new Refused(
                  Refused.Kind.WRONG, "SLW-1000", request.configFile() + " has " + (n == 1 ? "a fault" : n + " faults") + ". Nothing changed", "", reading.problems());
            });
  }

  private static EnvironmentConfig environment(TargetId target, ServiceConfig config, String file) {
    if (!config.service().equals(target.service())) {
      throw new Refused(
          Refused.Kind.WRONG, "SLW-2037", file + " is of service " + config.service() + ", not " + target.service() + ". Nothing changed", "Ask for " + config.service() + "/" + target.environment());
    }
    EnvironmentConfig environment = config.environments().get(target.environment());
    if (environment == null) {
      String hint =
          NearestName.of(target.environment(), config.environments().keySet())
              .map(n -> "Did you mean " + n + "?")
              .orElse("There are: " + String.join(", ", config.environments().keySet()));
      throw new Refused(Refused.Kind.UNKNOWN, "SLW-2030", file + " has no environment " + target.environment() + ". Nothing changed", hint);
    }
    return environment;
  }

  private Command.Deploy command(Prepared prepared, DeployRequest request, Digest artifact, Optional<GateRecord> gates) {
    Release release = preflight.secrets(ReleaseResolver.resolve(prepared.environment(), request.version(), artifact));
    return new Command.Deploy(
        request.by(), release, prepared.policy(), prepared.settings(), whenBusy(request), request.force().orElse(false), request.reason().orElse(""), gates);
  }

  private static Command.WhenBusy whenBusy(DeployRequest request) {
    String word = request.whenBusy().orElse("refuse");
    try {
      return Command.WhenBusy.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new Refused(Refused.Kind.WRONG, "SLW-5101", "whenBusy is \"" + word + "\". Nothing changed", "It is one of refuse, queue, supersede");
    }
  }

  /** The decider itself says what it would do, so that a plan and its rollout cannot differ. */
  private PlanView plan(TargetState state, Command.Deploy command, DeployRequest request) {
    Decision decision = Decider.decide(state, new Input.Commanded(command, steady.instant()));
    boolean alreadySo = decision.refusal().filter(Decision.Refusal::harmless).isPresent();
    boolean begins = decision.events().stream().anyMatch(e -> e instanceof Event.RolloutStarted);
    Plan plan =
        decision.state().rollout().filter(r -> begins).map(Rollout::plan)
            .orElseGet(() -> Plan.compile(command.policy().strategy(), command.release().run().instances(), standing(state)));
    Baseline before = state.stable().map(s -> engine.baseline(state.id(), s.id())).orElse(Baseline.UNKNOWN);
    return Planner.plan(state, command, plan, alreadySo, Expected.of(state, before, request.requestsPerSecond()));
  }

  private static int standing(TargetState state) {
    return state.stable().map(s -> s.run().instances()).orElse(0);
  }

  private static Answers.Deployed answer(TargetId target, Command.Deploy command, Decision decision, PlanView plan, long before) {
    Optional<Event.RolloutStarted> started =
        decision.events().stream().filter(e -> e instanceof Event.RolloutStarted).map(e -> (Event.RolloutStarted) e).findFirst();
    boolean queued = decision.events().stream().anyMatch(e -> e instanceof Event.DeployQueued);
    String version = command.release().version();
    String message =
        decision.refusal().map(Decision.Refusal::message)
            .orElseGet(
                () ->
                    started
                        .map(s -> "rollout " + s.id() + " of " + version + " to " + target + " has begun")
                        .orElse(version + " waits in " + target + " for the end of the rollout under way"));
    return new Answers.Deployed(
        target.toString(),
        started.map(s -> s.id().number()),
        started.map(s -> s.to().value()).orElse(command.release().id().value()),
        queued, decision.refusal().isPresent(), decision.refusal().map(Decision.Refusal::code), message, plan, before);
  }
}
