package dev.slipway.engine.loop;

import dev.slipway.core.check.When;
import dev.slipway.core.rollout.Convergence;
import dev.slipway.core.rollout.ForeignChanges;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.Routing;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.rollout.UnderWay;
import dev.slipway.core.rollout.Wants;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Makes the outside what a committed state wants. Every effect may be made twice; traffic is moved before instances are let go. */
final class Actor {
  private final Outsides outsides;
  private final Orders orders;

  Actor(Outsides outsides, Orders orders) {
    this.outsides = outsides;
    this.orders = orders;
  }

  /** Acts on the difference between what is wanted and what was seen. Returns whether anything was changed. */
  boolean act(TargetState state, Observation seen, long epoch, List<Problem> problems) {
    boolean acted = startTask(state, seen, epoch, problems);
    Wants wants = Wants.of(state);
    if (seen.platform().isEmpty()) {
      return acted | returnTraffic(state, wants, seen, epoch, problems);
    }
    PlatformSeen platform = seen.platform().get();
    Convergence convergence = Convergence.of(wants, platform, orders.settled(seen, epoch).router());
    acted |= route(state, Optional.of(Routing.of(wants, convergence, platform)), seen, epoch, problems);
    acted |= converge(state, convergence, platform, epoch, problems);
    return acted;
  }

  /** With the platform away, traffic still goes back, to the stable instances that the router knows. */
  private boolean returnTraffic(TargetState state, Wants wants, Observation seen, long epoch, List<Problem> problems) {
    boolean goingBack = state.rollout().filter(Rollout::goingBack).isPresent();
    Optional<RoutingTable> table = seen.router().flatMap(r -> Routing.reweighed(wants, r.table()));
    return goingBack && route(state, table, seen, epoch, problems);
  }

  private boolean route(
      TargetState state, Optional<RoutingTable> wanted, Observation seen, long epoch, List<Problem> problems) {
    Optional<TargetSettings> settings = state.settingsInForce();
    if (seen.router().isEmpty()) {
      return false;
    }
    RouterSeen router = seen.router().get();
    if (!ForeignChanges.mayWrite(state, router)) {
      return false;
    }
    if (settings.isEmpty()) {
      orders.removed();
      return router.generation() > 0 && attempt("router", problems, () -> outsides.of(state).router().remove(state.id(), epoch));
    }
    if (wanted.isEmpty()) {
      return false;
    }
    RoutingTable table = wanted.get();
    boolean answersOverride = router.override().isPresent() && UnderWay.answersOverride(state);
    boolean same = router.table().equals(table) && router.settings().equals(settings) && router.epoch() == epoch
        && router.foreign().isEmpty();
    if ((same && !answersOverride) || (router.override().isPresent() && !answersOverride)) {
      return false;
    }
    Router.Fence fence = orders.next(router, table, epoch, answersOverride);
    return attempt("router", problems, () -> outsides.of(state).router().apply(new Target(state.id(), settings.get()), table, fence));
  }

  private boolean converge(
      TargetState state, Convergence convergence, PlatformSeen platform, long epoch, List<Problem> problems) {
    boolean done =
        attempt(
            "platform",
            problems,
            () -> outsides.of(state).platform().converge(state.id(), convergence.running(), convergence.leaving(), epoch));
    var there = new HashSet<>();
    platform.instances().forEach(i -> there.add(i.id()));
    boolean differs = !there.containsAll(convergence.running().keySet()) || there.size() != convergence.running().size();
    return done && differs;
  }

  private boolean startTask(TargetState state, Observation seen, long epoch, List<Problem> problems) {
    Optional<Task> task = UnderWay.task(state);
    if (task.isEmpty() || seen.task().filter(o -> UnderWay.mayStart(task.get(), o)).isEmpty()) {
      return false;
    }
    return attempt(
        "tasks", problems, () -> outsides.of(state).tasks().start(state.id(), task.get(), address(state, task.get(), seen), epoch));
  }

  /** Where checks are asked: the public address where they say so, else the preview's. */
  private static Optional<Endpoint> address(TargetState state, Task task, Observation seen) {
    boolean live = task.work() instanceof Task.Work.Validate v && v.suite().place() == When.LIVE;
    return live ? state.settingsInForce().map(TargetSettings::listen) : seen.router().flatMap(RouterSeen::preview);
  }

  private static boolean attempt(String part, List<Problem> problems, Runnable effect) {
    try {
      effect.run();
      return true;
    } catch (OutsideException e) {
      problems.add(new Problem(part, e.code(), e.said()));
      return false;
    }
  }
}
