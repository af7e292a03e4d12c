package dev.slipway.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.simulator.scenario.Canon;
import dev.slipway.simulator.scenario.Scenario.Interruption;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every place in every canonical scenario at which a server can die, or stand still for a minute: each alone, and each two deaths. */
final class CrashTest {
  private static final int DIES = 0;
  private static final int STANDS_STILL_MILLIS = 60_000;

  static List<Canon> scenarios() {
    return Canon.all();
  }

  private static Result run(Canon canon, List<Interruption> interruptions) {
    Result result = Simulation.run(canon.scenario().interrupted(interruptions), Plant.NONE, false);
    assertTrue(result.good(), () -> canon + " with " + interruptions + ": " + result.violations());
    return result;
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void a_server_may_die_anywhere(Canon canon) {
    int boundaries = run(canon, List.of()).boundaries();
    assertTrue(boundaries > 10, "there are places to die at");
    for (int at = 1; at <= boundaries; at++) {
      var unused = run(canon, List.of(new Interruption(at, DIES)));
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void a_server_may_stand_still_anywhere_while_another_takes_over(Canon canon) {
    int boundaries = run(canon, List.of()).boundaries();
    for (int at = 1; at <= boundaries; at++) {
      var unused = run(canon, List.of(new Interruption(at, STANDS_STILL_MILLIS)));
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void the_one_after_it_may_die_anywhere_as_well(Canon canon) {
    int boundaries = run(canon, List.of()).boundaries();
    for (int first = 1; first <= boundaries; first++) {
      int afterwards = run(canon, List.of(new Interruption(first, DIES))).boundaries();
      for (int second = first + 1; second <= afterwards; second++) {
        var unused = run(canon, List.of(new Interruption(first, DIES), new Interruption(second, DIES)));
      }
    }
  }
}
