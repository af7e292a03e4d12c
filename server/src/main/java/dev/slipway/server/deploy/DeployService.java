package dev.slipway.server.deploy;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.NearestName;
import dev.slipway.core.config.ReleaseResolver;
import dev.slipway.core.config.ServiceConfig;
import dev.slipway.core.gate.GateRecord;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
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
import java.util.Optional;

/** From a slipway.yaml and a version to a rollout. Everything that can be known to be wrong is told before anything is started. */
public final class DeployService {
  private static final String VERSION = "[A-Za-z0-9][A-Za-z0-9._+-]{0,99}";

  private final Configs configs;
  private final Places places;
  private final Preflight preflight;
  private final MetricCheck metrics;
  private final Engine engine;
  private final Store store;
  private final Past past;
  private final InstantSource steady;

  public DeployService(
      Configs configs, Places places, Preflight preflight, MetricCheck metrics, Engine engine, Store store, Past past,
      InstantSource steady) {
    this.configs = configs;
    this.places = places;
    this.preflight = preflight;
    this.metrics = metrics;
    this.engine = engine;
    this.store = store;
    this.past = past;
    this.steady = steady;
  }

  private record Prepared(EnvironmentConfig environment, TargetSettings settings, Policy policy, Shipment artifact, Places.Place place) {
    Staging staging() {
      return new Staging(place.platform(), place.shelf());
    }

    Prepared with(int instances) {
      return environment.instances() > 0 ? this : new Prepared(environment.with(instances), settings, policy, artifact, place);
    }
  }

  /** Rolls out. */
  public Answers.Deployed deploy(TargetId target, DeployRequest request) {
    Prepared written = prepare(target, request);
    TargetState before = checked(target, request, written);
    Optional<Command.Adopt> adopt = Adoption.of(before, written.environment(), written.settings(), written.place(), request.by());
    Prepared prepared = written.with(Adoption.instances(before, adopt));
    Optional<GateRecord> gates = preflight.gates(prepared.environment(), request, before);
    Digest artifact = prepared.staging().stage(prepared.artifact());
    adopt.ifPresent(a -> adopt(target, prepared, a));
    TargetState state = store.load(target).state();
    Command.Deploy command = command(prepared, request, artifact, gates);
    PlanView plan = plan(state, command, request);
    long sequence = past.sequence(target);
    Decision decision = engine.submit(target, command);
    Optional<Decision.Refusal> refusal = decision.refusal();
    if (refusal.isPresent() && !refusal.get().harmless()) {
      throw new Refused(Refused.Kind.CONFLICT, refusal.get().code(), refusal.get().message(), "");
    }
    return DeployWords.answer(target, command, decision, plan, sequence);
  }

  /** What a deploy would do; changes nothing. */
  public PlanView plan(TargetId target, DeployRequest request) {
    Prepared written = prepare(target, request);
    TargetState before = checked(target, request, written);
    Optional<Command.Adopt> adopt = Adoption.of(before, written.environment(), written.settings(), written.place(), request.by());
    Prepared prepared = written.with(Adoption.instances(before, adopt));
    TargetState state = adopt.map(a -> Decider.decide(before, new Input.Commanded(a, steady.instant())).state()).orElse(before);
    return plan(state, command(prepared, request, prepared.staging().digest(prepared.artifact()), Optional.empty()), request);
  }

  /** First there, then in the journal: where the second fails, it is done again with the next deploy. */
  private void adopt(TargetId target, Prepared prepared, Command.Adopt adopt) {
    prepared.place().standing().ifPresent(s -> s.adopt(target, adopt.release()));
    var unused = engine.submit(target, adopt);
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
    Path folder = Optional.ofNullable(file.getParent()).orElse(file);
    EnvironmentConfig environment =
        configs.completed(environment(target, read(request), request.configFile()).platformFrom(folder), request.version());
    TargetSettings settings = environment.settingsFrom(folder);
    return new Prepared(
        environment, settings, PolicyFolder.in(folder, environment.policy()), shipment(folder, environment, request),
        places.of(store.load(target).state(), settings.router()));
  }

  private static Shipment shipment(Path folder, EnvironmentConfig environment, DeployRequest request) {
    String image = environment.artifact().fileOf(request.version());
    if (environment.platform().isPresent()) {
      return new Shipment.Image(image, environment.platform().get());
    }
    return environment.artifact().isImage() ? new Shipment.PodImage(image)
        : new Shipment.Files(ArtifactFile.find(folder, environment.artifact().file(), request.version()));
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
    Release release = preflight.secrets(
        ReleaseResolver.resolve(prepared.environment(), request.version(), artifact), prepared.place().shelf());
    return new Command.Deploy(
        request.by(), release, prepared.policy(), prepared.settings(), DeployWords.whenBusy(request), request.force().orElse(false), request.reason().orElse(""), gates);
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
}
