package dev.slipway.simulator;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.ForeignChanges;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.simulator.rule.Rules;
import dev.slipway.simulator.scenario.Happening;
import dev.slipway.simulator.scenario.Releases;
import dev.slipway.simulator.scenario.Scenario;
import dev.slipway.simulator.scenario.Scenarios;
import dev.slipway.simulator.world.World;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One run of the engine through a scenario, in virtual time on one thread, with every invariant watched. */
public final class Simulation {
  private static final long MOST_MILLIS_TO_SETTLE = 120_000;

  /** A wall clock that was put back and then a new server: a warm release may stay for as long as the jump was. */
  private static final long MOST_MILLIS_PER_JUMP = 3_700_000;

  private static final int MOST_TURNS = 100_000;
  private static final int ASK_AGAIN_MILLIS = 200;

  private final Scenario scenario;
  private final Plant plant;
  private final World world;
  private final Violations violations;
  private final Tracer tracer;
  private final Boundaries boundaries;
  private final Servers servers;
  private final Person person;
  private final Deque<Command> asked = new ArrayDeque<>();
  private final Set<ReleaseId> calmed = new HashSet<>();
  private final long longestMillis;
  private int next;
  private long askAtMillis;
  private long disturbedAtMillis;

  private Simulation(Scenario scenario, Plant plant, boolean traced) {
    TargetState first = Releases.begin(scenario.stable());
    this.scenario = scenario;
    this.plant = plant;
    this.world = new World(scenario, first);
    this.violations = new Violations(world.time());
    this.tracer = new Tracer(world.time(), traced);
    this.boundaries = new Boundaries(scenario.interruptions());
    this.person = new Person(world, violations, scenario.seed());
    long jumps = scenario.happenings().stream().filter(h -> h instanceof Happening.WallJump).count();
    this.servers = new Servers(world, plant, jumps > 0, tracer, violations, boundaries, this::runUntil);
    this.longestMillis = MOST_MILLIS_TO_SETTLE + jumps * MOST_MILLIS_PER_JUMP;
    Rules.watch(world, violations, servers::work);
    if (traced) {
      world.witness(tracer);
    }
  }

  /** Runs what a seed stands for. */
  public static Result run(long seed) {
    return run(Scenarios.of(seed), Plant.NONE, false);
  }

  /** Runs a scenario, with a bug planted or none; traced for a person to read. */
  public static Result run(Scenario scenario, Plant plant, boolean traced) {
    return new Simulation(scenario, plant, traced).run();
  }

  private Result run() {
    while (!violations.any() && !settled()) {
      boolean waits = next == scenario.happenings().size() && world.time().nowMillis() - disturbedAtMillis > longestMillis;
      if (waits || servers.turns() > MOST_TURNS) {
        violations.broken("settled", Rules.unsettled(world).orElse("nothing keeps it from it"));
        break;
      }
      step();
    }
    Replay.check(plant.decide(Decider::decide), world.store().entries(), violations);
    violations.all().forEach(v -> tracer.say(v::toString));
    return new Result(
        scenario.seed(), world.store().rolloutsEnded(), servers.turns(), boundaries.crossed(), world.time().nowMillis(),
        violations.all(), tracer.lines());
  }

  /** A server stands still meanwhile. */
  private void runUntil(long millis) {
    while (!violations.any() && servers.turns() <= MOST_TURNS && dueMillis() <= millis) {
      step();
    }
    world.advance(Math.max(millis, world.time().nowMillis()));
    disturbed();
  }

  private long dueMillis() {
    boolean more = next < scenario.happenings().size();
    long due = more ? Math.min(servers.dueMillis(), scenario.happenings().get(next).atMillis()) : servers.dueMillis();
    return asked.isEmpty() ? due : Math.min(due, askAtMillis);
  }

  private void step() {
    world.advance(Math.max(dueMillis(), world.time().nowMillis()));
    long now = world.time().nowMillis();
    if (next < scenario.happenings().size() && scenario.happenings().get(next).atMillis() <= now) {
      Happening due = scenario.happenings().get(next++);
      tracer.say(() -> "happens  " + due);
      disturbed();
      happen(due);
    } else if (!asked.isEmpty() && askAtMillis <= now) {
      ask(asked.removeFirst());
    } else {
      servers.go(Releases.TARGET);
    }
  }

  private void disturbed() {
    disturbedAtMillis = world.time().nowMillis();
  }

  private void happen(Happening happening) {
    switch (happening) {
      case Happening.Ask a -> asked.addLast(a.command());
      case Happening.Outage o -> world.away(o.part(), o.forMillis());
      case Happening.Death d -> dying(d.ofStable()).ifPresent(r -> world.kill(r, d.instances()));
      case Happening.TaskCut c -> world.cutTask();
      case Happening.RouterRestart r -> world.traffic().reboot();
      case Happening.RouterChanged c -> world.changeRouter();
      case Happening.CountersLie f -> world.traffic().lie(f.fall());
      case Happening.SourceFault f -> world.source().lie(f.lie(), f.forMillis());
      case Happening.SharedFault f -> world.traffic().fault(f.permille(), f.forMillis());
      case Happening.WallJump j -> world.time().jumpWall(j.millis());
      case Happening.Emergency e -> world.emergency();
      case Happening.ServerDeath d -> servers.kill(d.downMillis());
      case Happening.ConnectionsLost c -> servers.cutOff(c.forMillis());
    }
  }

  private Optional<ReleaseId> dying(boolean ofStable) {
    TargetState state = world.store().state();
    return ofStable ? state.stable().map(s -> s.id()) : state.rollout().map(r -> r.candidate().id());
  }

  private void ask(Command command) {
    TargetState before = world.store().state();
    Optional<Decision> answer = servers.submit(command);
    askAtMillis = world.time().nowMillis() + ASK_AGAIN_MILLIS;
    if (answer.isEmpty()) {
      asked.addFirst(command);
    } else {
      disturbed();
      tracer.say(() -> "answered " + answer.get().refusal() + " to " + command);
      if (command instanceof Command.Abort) {
        aborted(before, answer.get());
      }
    }
  }

  /** Abort is accepted in every state of the rollout that was meant; a server that slept may answer when it is over. */
  private void aborted(TargetState before, Decision answer) {
    Optional<Rollout> still =
        world.store().state().rollout().filter(r -> before.rollout().filter(b -> b.id().equals(r.id())).isPresent());
    boolean refused = answer.refusal().filter(r -> !r.harmless()).isPresent();
    if (still.isPresent() && (refused || !still.get().goingBack())) {
      violations.broken("18", "abort was answered with " + answer.refusal() + " in " + before.rollout().map(Rollout::phase));
    }
  }

  /** Whether nothing more is to happen and everything is as it should be. A person who is waited for says something. */
  private boolean settled() {
    if (next < scenario.happenings().size() || !asked.isEmpty() || servers.out() || world.anyOut()) {
      return false;
    }
    TargetState state = world.store().state();
    state.stable().map(s -> s.id()).filter(calmed::add).ifPresent(world::calm);
    if (state.rollout().isPresent() || ForeignChanges.holds(state)) {
      person.answer().ifPresent(asked::addLast);
      return false;
    }
    return Rules.unsettled(world).isEmpty();
  }
}
