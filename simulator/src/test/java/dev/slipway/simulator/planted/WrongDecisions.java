package dev.slipway.simulator.planted;

import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.simulator.Plant;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bugs of the decider. */
final class WrongDecisions {
  private WrongDecisions() {}

  static List<Planted> all() {
    return List.of(
        new Planted("the weight is not lowered on the way back", () -> Wrong.decided(WrongDecisions::keepWeight)),
        new Planted("a step goes on without a verdict", () -> Wrong.believed((r, at) -> approved(r))),
        new Planted("a gap in the counters counts as good", () -> Wrong.seen(WrongDecisions::fillGap)),
        new Planted("no data promotes", () -> Wrong.believed((r, at) -> Wrong.with(r, Wrong.judging(r.policy(), Otherwise.PROMOTE)))),
        new Planted("errors are not counted", () -> Wrong.seen((state, seen) -> withoutErrors(seen))),
        new Planted("a pause is ignored", () -> Wrong.believed((r, at) -> r.pausedBy(Optional.empty()))),
        new Planted("an abort is ignored while shifting", () -> Wrong.decided(WrongDecisions::deafWhileShifting)),
        new Planted("the weight rises again on the way back", () -> Wrong.decided(WrongDecisions::riseAgain)),
        new Planted("a rollout that goes back is resumed", () -> Wrong.decided(WrongDecisions::resumed)),
        new Planted("a rolled back first deploy keeps its traffic", () -> Wrong.decided(WrongDecisions::keepFirst)),
        new Planted("a shift is done without reading the router", () -> Wrong.seen(WrongDecisions::asDecided)),
        new Planted("instances that start count as ready", () -> Wrong.seen((state, seen) ->
            Wrong.platform(seen, WrongDecisions::allReady))),
        new Planted("the way back ends while candidates run", () -> Wrong.seen(WrongDecisions::candidatesGone)),
        new Planted("unwatched time counts for the bake", () -> Wrong.believed(WrongDecisions::gapWatched)),
        new Planted("a start has no deadline", () -> Wrong.believed((r, at) -> r.phase() instanceof Phase.Starting
            ? r.in(r.phase().restarted(at)) : r)),
        new Planted("nobody is told of a rollout that holds", () -> Wrong.decided((before, input, d) -> untold(d))),
        new Planted("a queued deploy is forgotten", () -> Wrong.decided(WrongDecisions::neverNext)),
        new Planted("an emergency is not noticed", () -> Wrong.seen((state, seen) -> Wrong.router(seen, WrongDecisions::calm))),
        new Planted("the decider remembers what is not in its input", WrongDecisions::moody));
  }

  private static Decision keepWeight(TargetState before, Input input, Decision d) {
    int weight = before.rollout().map(Rollout::weight).orElse(0);
    return Wrong.goingBack(d.state())
        .filter(r -> r.weight() < weight)
        .map(r -> Decision.of(d.state().with(r.weighing(weight)), d.events()))
        .orElse(d);
  }

  private static Rollout approved(Rollout r) {
    return r.phase() instanceof Phase.Baking b ? r.approvedBy(Optional.of(new Rollout.Approval("nobody", b.step(), false))) : r;
  }

  private static Observation fillGap(TargetState state, Observation seen) {
    Optional<TrafficCounts> last = state.rollout().flatMap(Rollout::watching).map(w -> w.cursor());
    return Wrong.counting(seen, seen.counts().or(() -> last));
  }

  private static Observation withoutErrors(Observation seen) {
    Optional<TrafficCounts> counts = seen.counts().map(WrongDecisions::withoutErrors);
    return Wrong.counting(seen, counts);
  }

  private static TrafficCounts withoutErrors(TrafficCounts counts) {
    Map<ReleaseId, ReleaseCounts> clean = new HashMap<>();
    counts.releases().forEach((id, c) -> clean.put(id, new ReleaseCounts(c.requests(), 0, 0, 0, c.latency())));
    return new TrafficCounts(counts.boot(), clean);
  }

  private static Decision deafWhileShifting(TargetState before, Input input, Decision d) {
    boolean shifting = before.rollout().filter(r -> r.phase() instanceof Phase.Shifting).isPresent();
    return shifting && input instanceof Input.Commanded c && c.command() instanceof Command.Abort ? Decision.none(before) : d;
  }

  private static Decision riseAgain(TargetState before, Input input, Decision d) {
    boolean retiring = Wrong.goingBack(d.state()).filter(r -> ((Phase.GoingBack) r.phase()).stage() == Phase.Stage.RETIRING).isPresent();
    return retiring ? Decision.of(d.state().with(d.state().rollout().orElseThrow().weighing(5)), d.events()) : d;
  }

  private static Decision resumed(TargetState before, Input input, Decision d) {
    boolean asked = input instanceof Input.Commanded c && (c.command() instanceof Command.Promote || c.command() instanceof Command.Resume);
    return Wrong.goingBack(before)
        .filter(r -> asked)
        .map(r -> Decision.of(before.with(r.in(new Phase.Starting(0, r.phase().since()))), d.events()))
        .orElse(d);
  }

  private static Decision keepFirst(TargetState before, Input input, Decision d) {
    return before.stable().isEmpty() ? keepWeight(before, input, d) : d;
  }

  private static Observation asDecided(TargetState state, Observation seen) {
    return state.rollout().filter(r -> r.phase() instanceof Phase.Shifting).map(r -> Wrong.router(seen, s -> enforcing(s, r))).orElse(seen);
  }

  private static RouterSeen enforcing(RouterSeen s, Rollout rollout) {
    List<ReleaseRoute> routes = List.of(new ReleaseRoute(rollout.candidate().id(), rollout.weight(), List.of()),
        new ReleaseRoute(new ReleaseId("rest"), 100 - rollout.weight(), List.of()));
    RoutingTable table = new RoutingTable(s.table().stable(), s.table().preview(), routes);
    return new RouterSeen(s.epoch(), s.generation(), s.settings(), table, s.drained(), s.busy(), s.preview(), s.override());
  }

  private static PlatformSeen allReady(PlatformSeen platform) {
    return new PlatformSeen(platform.instances().stream().map(i -> i.condition() == Condition.STARTING ? ready(i) : i).toList());
  }

  private static Instance ready(Instance i) {
    return new Instance(i.id(), Condition.READY, i.endpoint(), i.restarts(), i.cpu(), i.memoryBytes(), i.memoryShare(), i.detail());
  }

  private static Observation candidatesGone(TargetState state, Observation seen) {
    return Wrong.goingBack(state)
        .map(r -> Wrong.platform(seen, p -> new PlatformSeen(p.instances().stream()
            .filter(i -> !i.id().release().equals(r.candidate().id())).toList())))
        .orElse(seen);
  }

  private static Rollout gapWatched(Rollout r, Instant at) {
    if (!(r.phase() instanceof Phase.Baking) || r.watching().isEmpty()) {
      return r;
    }
    Rollout.Watching w = r.watching().get();
    Duration gap = Duration.between(w.at(), at);
    Duration covered = gap.compareTo(Duration.ofSeconds(2)) > 0 ? w.watch().covered().plus(gap) : w.watch().covered();
    return r.watching(new Rollout.Watching(w.watch().covering(covered), w.at(), w.cursor()));
  }

  private static Decision untold(Decision d) {
    return new Decision(d.state(), d.events().stream().filter(e -> !(e instanceof Event.Told)).toList(), d.refusal());
  }

  private static Decision neverNext(TargetState before, Input input, Decision d) {
    boolean idle = before.rollout().isEmpty() && before.queued().isPresent() && input instanceof Input.Observed;
    return idle ? Decision.none(before) : d;
  }

  private static RouterSeen calm(RouterSeen s) {
    return new RouterSeen(s.epoch(), s.generation(), s.settings(), s.table(), s.drained(), s.busy(), s.preview(), Optional.empty());
  }

  private static Plant moody() {
    int[] decided = {0};
    return Wrong.decided(
        (before, input, d) -> {
          boolean told = ++decided[0] % 7 == 0 && !d.events().isEmpty();
          return told ? new Decision(d.state(), List.of(), d.refusal()) : d;
        });
  }
}
