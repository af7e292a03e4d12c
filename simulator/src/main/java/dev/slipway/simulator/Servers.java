package dev.slipway.simulator;

import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.engine.loop.Pace;
import dev.slipway.engine.loop.Tick;
import dev.slipway.simulator.scenario.Scenario.Interruption;
import dev.slipway.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The server processes of a run: started, turned, frozen, killed, and replaced. */
final class Servers {
  private static final int RESTART_MILLIS = 250;

  private final World world;
  private final Starts starts;
  private final Tracer tracer;
  private final Violations violations;
  private final Boundaries boundaries;
  private final LongConsumer runUntil;
  private final List<Server> alive = new ArrayList<>();
  private final List<Long> births = new ArrayList<>();
  private int turns;

  Servers(
      World world, Plant plant, boolean watchesJump, Tracer tracer, Violations violations, Boundaries boundaries, LongConsumer runUntil) {
    this.world = world;
    this.starts = new Starts(world, plant, watchesJump, this::crossed);
    this.tracer = tracer;
    this.violations = violations;
    this.boundaries = boundaries;
    this.runUntil = runUntil;
    births.add(0L);
  }

  /** When something is due here next. */
  long dueMillis() {
    long due = births.isEmpty() ? Long.MAX_VALUE : births.getFirst();
    for (Server each : alive) {
      due = each.frozen ? due : Math.min(due, each.turnAtMillis);
    }
    return due;
  }

  /** Does what is due. */
  void go(TargetId target) {
    long now = world.time().nowMillis();
    if (!births.isEmpty() && births.getFirst() <= now) {
      births.removeFirst();
      Server started = starts.next(target, now);
      alive.add(started);
      tracer.say(() -> started + " starts");
      return;
    }
    for (Server each : alive) {
      if (!each.frozen && each.turnAtMillis <= now) {
        turn(each);
        return;
      }
    }
  }

  private void crossed(Server server, String where) {
    Optional<Interruption> interruption = boundaries.cross();
    if (interruption.isEmpty()) {
      return;
    }
    if (interruption.get().freezeMillis() == 0) {
      throw new Crash(where);
    }
    tracer.say(() -> server + " stands still " + where);
    server.frozen = true;
    replaceIfNone(RESTART_MILLIS);
    runUntil.accept(world.time().nowMillis() + interruption.get().freezeMillis());
    server.frozen = false;
    tracer.say(() -> server + " goes on " + where);
  }

  private void turn(Server server) {
    turns++;
    try {
      Tick tick = server.loop().tick();
      long waitMillis = Math.max(1, Pace.after(tick).toMillis());
      server.turnAtMillis = world.time().nowMillis() + waitMillis + world.rhythm().lagMillis();
    } catch (Crash crash) {
      died(server, crash, RESTART_MILLIS);
    } catch (RuntimeException fault) {
      failed(server, fault);
    }
  }

  /** The engine's own runner goes on after a fault; a run does not, for there must be none. */
  private void failed(Server server, RuntimeException fault) {
    StackTraceElement[] stack = fault.getStackTrace();
    violations.broken("fault", "a turn failed: " + fault + (stack.length == 0 ? "" : " at " + stack[0]));
    server.turnAtMillis = world.time().nowMillis() + RESTART_MILLIS;
  }

  /** Somebody commands. Absent when nobody can take it now. */
  Optional<Decision> submit(Command command) {
    for (Server each : List.copyOf(alive)) {
      if (!each.frozen) {
        try {
          Decision decision = each.loop().submit(command);
          each.turnAtMillis = world.time().nowMillis();
          return Optional.of(decision);
        } catch (OutsideException e) {
          tracer.say(() -> each + " does not take " + command + ": " + e.said());
        } catch (Crash crash) {
          died(each, crash, RESTART_MILLIS);
          return Optional.empty();
        } catch (RuntimeException fault) {
          failed(each, fault);
        }
      }
    }
    return Optional.empty();
  }

  /** One that runs is killed. */
  void kill(int downMillis) {
    alive.stream().filter(s -> !s.frozen).findFirst().ifPresent(s -> died(s, new Crash("between two turns"), downMillis));
  }

  /** One that runs loses its connections to the store, and lives. */
  void cutOff(int forMillis) {
    alive.stream().filter(s -> !s.frozen).findFirst().ifPresent(s -> {
      world.store().over(s.toString());
      s.store().cutOff(forMillis);
      if (births.isEmpty() && alive.stream().allMatch(o -> o == s || o.frozen)) {
        births.add(world.time().nowMillis() + RESTART_MILLIS);
      }
    });
  }

  private void died(Server server, Crash crash, int downMillis) {
    tracer.say(() -> server + ": " + crash.getMessage());
    alive.remove(server);
    if (server.missed()) {
      world.store().over(server.toString());
    }
    replaceIfNone(downMillis);
  }

  private void replaceIfNone(int downMillis) {
    if (births.isEmpty() && alive.stream().allMatch(s -> s.frozen)) {
      births.add(world.time().nowMillis() + downMillis);
    }
  }

  /** Whether one of them runs and holds the lease. */
  boolean work() {
    return alive.stream().anyMatch(s -> !s.frozen && s.store().epoch() == world.store().epoch());
  }

  /** Whether one of them stands still, or does not reach the store. */
  boolean out() {
    return alive.stream().anyMatch(s -> s.frozen || s.store().cutOff());
  }

  int turns() {
    return turns;
  }
}
