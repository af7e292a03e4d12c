package dev.slipway.server.status;

import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Store;
import dev.slipway.core.text.NearestName;
import dev.slipway.engine.Engine;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.loop.Tick;
import dev.slipway.engine.store.PastRollout;
import dev.slipway.server.deploy.Routers;
import dev.slipway.server.journal.Past;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.view.FreezeView;
import dev.slipway.server.view.GateView;
import dev.slipway.server.view.ReleaseView;
import dev.slipway.server.view.RouterView;
import dev.slipway.server.view.TargetStatus;
import dev.slipway.server.view.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The status of targets, from what their loops saw last; only of those that another server works on is anything asked for it. */
public final class StatusReader {
  private final Engine engine;
  private final Store store;
  private final Past past;
  private final Measurements measurements;
  private final Routers routers;
  private final Clocks clocks;
  private final Set<TargetId> known = ConcurrentHashMap.newKeySet();

  public StatusReader(Engine engine, Store store, Past past, Measurements measurements, Routers routers, Clocks clocks) {
    this.engine = engine;
    this.store = store;
    this.past = past;
    this.measurements = measurements;
    this.routers = routers;
    this.clocks = clocks;
  }

  /** The targets wanted that anything was committed for, by name. */
  public List<TargetStatus> all(java.util.function.Predicate<TargetId> wanted) {
    return store.targets().stream().filter(wanted).sorted().map(this::of).toList();
  }

  /** Whether anything was ever committed for a target. */
  public boolean knows(TargetId target) {
    if (known.contains(target)) {
      return true;
    }
    boolean there = store.targets().contains(target);
    if (there) {
      known.add(target);
    }
    return there;
  }

  /** A target that must be known. */
  public TargetId known(TargetId target) {
    if (knows(target)) {
      return target;
    }
    List<String> names = store.targets().stream().sorted().map(TargetId::toString).toList();
    String hint =
        names.isEmpty()
            ? "Nothing was deployed by this server yet. Run: slipway deploy " + target.environment() + " VERSION"
            : NearestName.of(target.toString(), names).map(n -> "Did you mean " + n + "?").orElse("There are: " + String.join(", ", names));
    throw new Refused(Refused.Kind.UNKNOWN, "SLW-5104", "nothing was ever deployed to " + target, hint);
  }

  /** What is committed of a target; without the store, what its loop last knew. */
  public TargetState state(TargetId target) {
    try {
      return store.load(target).state();
    } catch (OutsideException e) {
      return engine.last(target).map(Tick::state).orElseThrow(() -> e);
    }
  }

  /** What is true of a target now. */
  public TargetStatus of(TargetId target) {
    TargetState state = state(known(target));
    Optional<Observation> seen = engine.seen(state);
    return new TargetStatus(
        target.toString(), target.service(), target.environment(),
        past.sequence(target),
        clocks.wall().instant(),
        state.rollouts(),
        state.stable().map(ReleaseView::of),
        state.warm().map(this::warm),
        state.queued().map(q -> new TargetStatus.Queued(ReleaseView.of(q.release()), q.by())),
        state.rollout().map(r -> RolloutStatus.of(state, r, GateView.of(past.gates(target, r.id())), measurements.of(state, r))),
        past.lastEnded(state).flatMap(StatusReader::ended), FreezeView.of(state, clocks.wall().instant()),
        seen.flatMap(Observation::platform).map(p -> instances(state, p)).orElse(List.of()),
        seen.flatMap(Observation::router).filter(r -> r.generation() > 0).map(RouterView::of), problems(state, engine.last(target)));
  }

  private TargetStatus.Warm warm(TargetState.Warm warm) {
    long left = Duration.between(clocks.steady().instant(), warm.until()).toMillis();
    return new TargetStatus.Warm(ReleaseView.of(warm.release()), warm.until(), Math.max(0, left));
  }

  private static Optional<TargetStatus.Ended> ended(PastRollout rolled) {
    return rolled
        .end()
        .map(
            end ->
                new TargetStatus.Ended(
                    rolled.id().number(),
                    Words.of(rolled.kind()),
                    Words.of(end.outcome()),
                    rolled.release().id().value(),
                    rolled.release().version(),
                    end.reason(),
                    end.at(),
                    GateView.of(rolled.gates())));
  }

  private static List<TargetStatus.Instance> instances(TargetState state, PlatformSeen platform) {
    return platform.instances().stream()
        .sorted((a, b) -> a.id().compareTo(b.id()))
        .map(
            i ->
                new TargetStatus.Instance(
                    i.id().toString(),
                    i.id().release().value(),
                    i.id().ordinal(),
                    RolloutStatus.role(state, i.id().release()),
                    Words.of(i.condition()),
                    i.endpoint().map(Object::toString),
                    i.restarts(),
                    i.cpu(),
                    i.memoryBytes(),
                    i.memoryShare(),
                    i.detail()))
        .toList();
  }

  private List<TargetStatus.OutsideProblem> problems(TargetState state, Optional<Tick> tick) {
    return OutsideProblems.of(state, tick, routers.troubles(state.router()));
  }
}
