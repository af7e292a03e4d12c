package dev.slipway.core.rollout;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.metric.MetricSeen;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Tells the decider what is seen, turn after turn, and keeps what it decides: the arrangement of every decider test. */
final class Story {
  static final TargetSettings SETTINGS =
      new TargetSettings(new Endpoint("127.0.0.1", 8080), Optional.empty(), Optional.empty(), Duration.ofSeconds(5));
  static final Trigger ERRORS = new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofSeconds(1));
  static final Policy CALM =
      new Policy(
          new Strategy.BlueGreen(Duration.ofSeconds(10)), List.of(), List.of(), Duration.ofMinutes(5), Duration.ofMinutes(2),
          Otherwise.HOLD, JudgePolicy.TRIGGERS, List.of(), List.of(), List.of());

  private final Map<InstanceId, Instance> instances = new TreeMap<>();
  private final Map<ReleaseId, ReleaseCounts> counts = new HashMap<>();
  private TargetState state;
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private RouterSeen router = RouterSeen.NOTHING;
  private Optional<Task.Outcome> task = Optional.empty();
  private Map<String, MetricSeen> own = Map.of();
  private boolean platformAway;
  private boolean routerAway;
  private boolean countsAway;

  private Story(TargetState state) {
    this.state = state;
  }

  /** Nothing was ever deployed. */
  static Story empty() {
    return new Story(TargetState.empty(new TargetId("shop", "production")));
  }

  /** A release runs and has all traffic. */
  static Story stable(String version, int instances) {
    Story story = empty();
    Release release = release(version, instances);
    TargetState s = story.state;
    story.state =
        new TargetState(s.id(), Optional.of(SETTINGS), Optional.of(release), s.warm(), s.rollout(), s.queued(), s.rollouts(), s.sentBack());
    return story.obey();
  }

  static Release release(String version, int instances) {
    HealthSpec health =
        new HealthSpec(Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(30));
    RunSpec run = new RunSpec(instances, "shop.jar", "run", Map.of(), health, Duration.ofSeconds(1), Optional.empty());
    return new Release(new ReleaseId(version), version, digest(version), digest("configuration"), run);
  }

  private static Digest digest(String of) {
    String hex = Integer.toHexString(of.hashCode());
    return new Digest("0".repeat(64 - hex.length()) + hex);
  }

  static Policy with(Strategy strategy, Trigger... triggers) {
    return new Policy(
        strategy, List.of(triggers), List.of(), CALM.keepStable(), CALM.progressDeadline(), CALM.onNoData(), JudgePolicy.TRIGGERS, List.of(), List.of(), List.of());
  }

  static Strategy blueGreen(int bakeSeconds) {
    return new Strategy.BlueGreen(Duration.ofSeconds(bakeSeconds));
  }

  static Strategy canary(int bakeSeconds, int... weights) {
    return new Strategy.Canary(
        Arrays.stream(weights).mapToObj(w -> new Strategy.CanaryStep(w, Duration.ofSeconds(bakeSeconds), false)).toList());
  }

  static Strategy rolling(int batch, int surge) {
    return new Strategy.Rolling(batch, surge, Duration.ofSeconds(10));
  }

  Story deploy(String version, int instances, Policy policy) {
    var unused = command(new Command.Deploy("anna", release(version, instances), policy, SETTINGS, Command.WhenBusy.QUEUE, false, ""));
    return this;
  }

  Decision command(Command command) {
    Decision decision = Decider.decide(state, new Input.Commanded(command, now));
    state = decision.state();
    return decision;
  }

  Story abort() {
    var unused = command(new Command.Abort("anna", "no"));
    return this;
  }

  Story seconds(double seconds) {
    now = now.plusMillis((long) (seconds * 1000));
    return this;
  }

  /** The outside is what the state wants: every instance ready, the router up to date. */
  Story obey() {
    for (int i = 0; i < 4; i++) {
      Convergence convergence = Convergence.of(Wants.of(state), platform(), Optional.of(router));
      route(convergence);
      instances.keySet().removeIf(id -> !convergence.running().containsKey(id) && !convergence.leaving().contains(id));
      convergence.running().keySet().forEach(id -> instances.putIfAbsent(id, instance(id, Condition.READY)));
    }
    return this;
  }

  /** The router is as the state wants; instances are as they were. */
  Story obeyRouter() {
    route(convergence());
    return this;
  }

  private void route(Convergence convergence) {
    router =
        new RouterSeen(
            1, 1, Optional.of(SETTINGS), Routing.of(Wants.of(state), convergence, platform()), Set.of(), Set.of(),
            Optional.of(new Endpoint("127.0.0.1", 9)), router.override());
  }

  /** What the engine would ask for now. */
  Convergence convergence() {
    return Convergence.of(Wants.of(state), platform(), Optional.of(router));
  }

  Story all(String version, Condition condition) {
    instances.replaceAll((id, i) -> id.release().value().equals(version) ? instance(id, condition) : i);
    return this;
  }

  Story restarts(String version, int restarts) {
    instances.replaceAll(
        (id, i) ->
            id.release().value().equals(version)
                ? new Instance(id, i.condition(), i.endpoint(), restarts, 0, 0, 0, "exit code 1")
                : i);
    return this;
  }

  private static Instance instance(InstanceId id, Condition condition) {
    return new Instance(id, condition, Optional.of(new Endpoint("127.0.0.1", 1000 + id.ordinal())), 0, 0, 0, 0, "answers 503");
  }

  Story served(String version, long requests, long errors) {
    ReleaseCounts add = new ReleaseCounts(requests, errors, 0, 0, LatencyHistogram.empty());
    counts.merge(
        new ReleaseId(version), add,
        (a, b) -> new ReleaseCounts(a.requests() + b.requests(), a.errors() + b.errors(), 0, 0, LatencyHistogram.empty()));
    return this;
  }

  /** What a source says of both releases from now on. */
  Story own(String metric, Reading reading) {
    own = Map.of(metric, new MetricSeen(Optional.of(reading), reading));
    return this;
  }

  Instant now() {
    return now;
  }

  Story task(Task.Outcome outcome) {
    task = Optional.of(outcome);
    return this;
  }

  Story platformAway(boolean away) {
    platformAway = away;
    return this;
  }

  Story routerAway(boolean away) {
    routerAway = away;
    countsAway = away;
    return this;
  }

  Story countsAway(boolean away) {
    countsAway = away;
    return this;
  }

  Story emergency() {
    router =
        new RouterSeen(
            router.epoch(), router.generation(), router.settings(), router.table(), router.drained(), router.busy(), router.preview(),
            Optional.of(new RouterSeen.Override("anna", "it burns")));
    return this;
  }

  /** One turn. */
  Decision look() {
    Observation seen =
        new Observation(
            now,
            platformAway ? Optional.empty() : Optional.of(platform()),
            routerAway ? Optional.empty() : Optional.of(router),
            countsAway ? Optional.empty() : Optional.of(new TrafficCounts("boot", counts)),
            Optional.empty(),
            own,
            task);
    task = Optional.empty();
    Decision decision = Decider.decide(state, new Input.Observed(seen));
    state = decision.state();
    return decision;
  }

  /** Turns, obeyed each time, until the phase is what is asked for, or 30 turns are over. */
  Story until(String word) {
    for (int i = 0; i < 30 && !phase().equals(word); i++) {
      obey();
      var unused = look();
    }
    if (!phase().equals(word)) {
      throw new AssertionError("never came to " + word + ": " + state.rollout());
    }
    return this;
  }

  /** Time passes in turns of 200 ms with this many requests a turn to the candidate, of which some fail. */
  Story bake(double seconds, int requests, int errors) {
    String candidate = state.rollout().orElseThrow().candidate().version();
    for (int turn = 0; turn < Math.round(seconds * 5) && state.rollout().isPresent(); turn++) {
      seconds(0.2).served(candidate, requests, errors);
      var unused = look();
    }
    return this;
  }

  private PlatformSeen platform() {
    return new PlatformSeen(List.copyOf(instances.values()));
  }

  TargetState state() {
    return state;
  }

  Rollout rollout() {
    return state.rollout().orElseThrow(() -> new AssertionError("no rollout is under way"));
  }

  RouterSeen router() {
    return router;
  }

  int weight() {
    return rollout().weight();
  }

  String phase() {
    return state.rollout().map(r -> r.phase().word()).orElse("idle");
  }

  long instances(String version) {
    return instances.keySet().stream().filter(id -> id.release().value().equals(version)).count();
  }

  String stableVersion() {
    return state.stable().map(Release::version).orElse("none");
  }
}
