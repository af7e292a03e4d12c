package dev.slipway.simulator.planted;

import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.Tasks;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.engine.loop.Decide;
import dev.slipway.engine.loop.Outside;
import dev.slipway.simulator.Plant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Bugs of what the loop does to the outside. */
final class WrongEffects {
  private static final long HIGHEST = 1_000;

  private WrongEffects() {}

  static List<Planted> all() {
    return List.of(
        new Planted("instances are stopped before they are drained",
            () -> platform((p, t, running, leaving, e) -> p.converge(t, running, Set.of(), e))),
        new Planted("the warm release is stopped early", () -> without(s -> s.warm().map(w -> w.release().id()))),
        new Planted("stable is stopped as soon as it has no weight", () -> without(WrongEffects::switchedFrom)),
        new Planted("every server claims the highest epoch", WrongEffects::everybodyFirst),
        new Planted("a lost hook is run again",
            () -> outside(o -> new Outside(o.platform(), o.router(), new Repeating(o.tasks()), o.readings()))),
        new Planted("a running hook is started beside itself",
            () -> outside(o -> new Outside(o.platform(), o.router(), new Impatient(o.tasks()), o.readings()))),
        new Planted("the router gets more than was journaled", () -> router(WrongEffects::generous)),
        new Planted("draining instances stay in the table", () -> router(WrongEffects::undrained)),
        new Planted("the router is told once and never again", WrongEffects::once));
  }

  private static Plant outside(UnaryOperator<Outside> wrong) {
    return new Plant() {
      @Override
      public Outside outside(Outside right) {
        return wrong.apply(right);
      }
    };
  }

  private static Plant platform(OtherPlatform.Asked asked) {
    return outside(o -> new Outside(new OtherPlatform(o.platform(), asked), o.router(), o.tasks(), o.readings()));
  }

  private static Plant router(UnaryOperator<RoutingTable> table) {
    return outside(o -> new Outside(o.platform(), new OtherRouter(o.router(), table, f -> f), o.tasks(), o.readings()));
  }

  /** Instances of a release are stopped that should run: of which one is known from the state last decided. */
  private static Plant without(Function<TargetState, Optional<ReleaseId>> unwanted) {
    Optional<?>[] without = {Optional.empty()};
    Plant platform = platform((right, target, running, leaving, epoch) -> {
      Map<InstanceId, Release> fewer = new LinkedHashMap<>(running);
      fewer.keySet().removeIf(id -> without[0].isPresent() && id.release().equals(without[0].get()));
      right.converge(target, fewer, leaving, epoch);
    });
    return new Plant() {
      @Override
      public Decide decide(Decide right) {
        return (state, input) -> {
          Decision decision = right.decide(state, input);
          without[0] = unwanted.apply(decision.state());
          return decision;
        };
      }

      @Override
      public Outside outside(Outside right) {
        return platform.outside(right);
      }
    };
  }

  private static Optional<ReleaseId> switchedFrom(TargetState state) {
    Optional<Rollout> baking = state.rollout()
        .filter(r -> r.phase() instanceof Phase.Baking && r.weight() == 100 && r.plan().keepsStable());
    return baking.isPresent() ? state.stable().map(Release::id) : Optional.empty();
  }

  private static Plant everybodyFirst() {
    UnaryOperator<Fence> first = f -> new Fence(HIGHEST, f.generation(), f.clearsOverride());
    return outside(o -> new Outside(
        new OtherPlatform(o.platform(), (p, t, running, leaving, epoch) -> p.converge(t, running, leaving, HIGHEST)),
        new OtherRouter(o.router(), t -> t, first), o.tasks(), o.readings()));
  }

  private static RoutingTable generous(RoutingTable table) {
    boolean split = table.routes().stream().filter(r -> r.weight() >= 10).count() == 2;
    if (!split) {
      return table;
    }
    List<ReleaseRoute> routes =
        table.routes().stream()
            .map(r -> new ReleaseRoute(r.release(), table.stable().equals(Optional.of(r.release())) ? r.weight() - 10 : r.weight() + 10,
                r.backends()))
            .toList();
    return new RoutingTable(table.stable(), table.preview(), routes);
  }

  private static RoutingTable undrained(RoutingTable table) {
    List<ReleaseRoute> routes =
        table.routes().stream()
            .map(r -> new ReleaseRoute(r.release(), r.weight(),
                r.backends().stream().map(b -> new Backend(b.instance(), b.endpoint(), false)).toList()))
            .toList();
    return new RoutingTable(table.stable(), table.preview(), routes);
  }

  /** Whatever was sent first stays in the router, and the loop believes otherwise. */
  private static Plant once() {
    RoutingTable[] first = {RoutingTable.EMPTY};
    return router(t -> {
      boolean better = first[0].routes().isEmpty() || t.routes().size() > first[0].routes().size();
      first[0] = better ? t : first[0];
      return first[0];
    });
  }

  private static final class Repeating implements Tasks {
    private final Tasks right;

    Repeating(Tasks right) {
      this.right = right;
    }

    @Override
    public Task.Outcome outcome(TargetId target, Task task) {
      Task.Outcome outcome = right.outcome(target, task);
      return outcome instanceof Task.Outcome.Lost ? new Task.Outcome.NotStarted() : outcome;
    }

    @Override
    public void start(TargetId target, Task task, Optional<Endpoint> preview, long epoch) {
      right.start(target, task, preview, epoch);
    }
  }

  /** Gives each start another id, so that the one who runs it cannot know it again. */
  private static final class Impatient implements Tasks {
    private final Tasks right;
    private int starts;

    Impatient(Tasks right) {
      this.right = right;
    }

    @Override
    public Task.Outcome outcome(TargetId target, Task task) {
      Task.Outcome outcome = right.outcome(target, new Task(task.id() + "x" + starts, task.work()));
      return outcome instanceof Task.Outcome.Running ? new Task.Outcome.NotStarted() : outcome;
    }

    @Override
    public void start(TargetId target, Task task, Optional<Endpoint> preview, long epoch) {
      starts++;
      right.start(target, new Task(task.id() + "x" + starts, task.work()), preview, epoch);
    }
  }
}
