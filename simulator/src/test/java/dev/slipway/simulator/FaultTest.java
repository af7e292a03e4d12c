package dev.slipway.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.rollout.Command;
import dev.slipway.simulator.scenario.Canon;
import dev.slipway.simulator.scenario.Happening;
import dev.slipway.simulator.scenario.Happening.Part;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault in every canonical scenario, at one moment after the other. */
final class FaultTest {
  private static final int EVERY_MILLIS = 130;
  private static final int UNTIL_MILLIS = 3_000;
  private static final long HOUR_MILLIS = 3_600_000;

  static List<Canon> scenarios() {
    return Canon.all();
  }

  private static void atAnyMoment(Canon canon, LongFunction<Happening[]> fault) {
    for (long atMillis = 20; atMillis < UNTIL_MILLIS; atMillis += EVERY_MILLIS) {
      Happening[] happenings = fault.apply(atMillis);
      Result result = Simulation.run(canon.scenario().also(happenings), Plant.NONE, false);
      assertTrue(result.good(), () -> canon + " with " + List.of(happenings) + ": " + result.violations());
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void any_part_may_be_away_for_a_second_or_for_long(Canon canon) {
    for (Part part : Part.values()) {
      atAnyMoment(canon, at -> new Happening[] {new Happening.Outage(at, part, 900)});
      atAnyMoment(canon, at -> new Happening[] {new Happening.Outage(at, part, 15_000)});
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void abort_works_while_any_part_is_away(Canon canon) {
    for (Part part : Part.values()) {
      atAnyMoment(canon, at -> new Happening[] {new Happening.Outage(at, part, 3_000), ask(at + 100, new Command.Abort("anna", "no"))});
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void a_rollback_an_emergency_or_a_newer_command_may_come_at_any_moment(Canon canon) {
    atAnyMoment(canon, at -> new Happening[] {new Happening.Emergency(at)});
    atAnyMoment(canon, at -> new Happening[] {ask(at, new Command.Rollback("anna", "no", Optional.empty()))});
    atAnyMoment(canon, at -> new Happening[] {ask(at, new Command.Pause("anna", "wait"))});
    atAnyMoment(canon, at -> new Happening[] {ask(at, new Command.Promote("anna", true))});
    atAnyMoment(canon, at -> new Happening[] {ask(at, new Command.Remove("anna", "gone"))});
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void instances_may_die_and_watches_may_jump_at_any_moment(Canon canon) {
    atAnyMoment(canon, at -> new Happening[] {new Happening.Death(at, true, 1)});
    atAnyMoment(canon, at -> new Happening[] {new Happening.Death(at, true, 2)});
    atAnyMoment(canon, at -> new Happening[] {new Happening.Death(at, false, 2)});
    atAnyMoment(canon, at -> new Happening[] {new Happening.RouterRestart(at)});
    atAnyMoment(canon, at -> new Happening[] {new Happening.TaskCut(at)});
    atAnyMoment(canon, at -> new Happening[] {new Happening.RouterChanged(at)});
    atAnyMoment(canon, at -> new Happening[] {new Happening.RouterChanged(at), new Happening.RouterChanged(at + 700),
        ask(at + 300, new Command.Abort("anna", "no"))});
    atAnyMoment(canon, at -> new Happening[] {new Happening.WallJump(at, HOUR_MILLIS), new Happening.ServerDeath(at + 100, 200)});
    atAnyMoment(canon, at -> new Happening[] {new Happening.WallJump(at, -HOUR_MILLIS), new Happening.ServerDeath(at + 100, 200)});
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void a_server_may_lose_its_connections_and_go_on_at_any_moment_while_another_takes_over(Canon canon) {
    for (int forMillis : new int[] {0, 900, 15_000}) {
      atAnyMoment(canon, at -> new Happening[] {new Happening.ConnectionsLost(at, forMillis)});
    }
    atAnyMoment(canon, at -> new Happening[] {new Happening.ConnectionsLost(at, 2_000), new Happening.ConnectionsLost(at + 700, 2_000),
        ask(at + 400, new Command.Abort("anna", "no"))});
    atAnyMoment(canon, at -> new Happening[] {new Happening.ConnectionsLost(at, 5_000), new Happening.Death(at + 300, false, 2)});
  }

  private static Happening ask(long atMillis, Command command) {
    return new Happening.Ask(atMillis, command);
  }
}
