package dev.slipway.core.rollout;

import dev.slipway.core.metric.MetricSeen;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Tells the decider what is seen, turn after turn, and keeps what it decides: the arrangement of every decider test. */
final class Story {

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
    Release release = Given.release(version, instances);
    TargetState s = story.state;
    story.state =
        new TargetState(s.id(), Optional.of(Given.SETTINGS), Optional.of(release), s.warm(), s.rollout(), s.queued(), s.rollouts(),
            s.sentBack());
    return story.obey();
  }

  Story deploy(String version, int instances, Policy policy) {
    var unused = command(new Command.Deploy("anna", Given.release(version, instances), policy, Given.SETTINGS, Command.WhenBusy.QUEUE,
        false, ""));
    return this;
  }

  Decision command(Command command) {
    Decision decision = Decider.decide(state, new Input.Commanded(command, now, Optional.of(now)));
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
            1, 1, Optional.of(Given.SETTINGS), Routing.of(Wants.of(state), convergence, platform()), Set.of(), Set.of(),
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

  Story oomKills(String version, int kills) {
    instances.replaceAll(
        (id, i) ->
            id.release().value().equals(version) && id.ordinal() == 0
                ? new Instance(id, i.condition(), i.endpoint(), kills, 0, 0, 0, "killed by the kernel", Optional.of(kills))
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

  /** Somebody else changed the table of a generation. */
  Story changedByOthers(long generation) {
    router = foreign(generation, Optional.of("server a has weight 7"));
    return this;
  }

  /** They put it back. */
  Story unchangedByOthers() {
    router = foreign(router.generation(), Optional.empty());
    return this;
  }

  private RouterSeen foreign(long generation, Optional<String> what) {
    return new RouterSeen(
        router.epoch(), generation, router.settings(), router.table(), router.drained(), router.busy(), router.preview(), router.override(),
            what);
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
    Decision decision = Decider.decide(state, new Input.Observed(seen.on(now)));
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
