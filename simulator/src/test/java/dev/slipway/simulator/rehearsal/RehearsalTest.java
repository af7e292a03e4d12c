package dev.slipway.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.analysis.JudgePolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void try_it_out() {
    Cast cast = Stage.cast(JudgePolicy.DEFAULT, Duration.ofMinutes(15));
    for (int round = 0; round < 2; round++) {
    long t = System.nanoTime();
    Summary bad = Summary.of(Stage.courses(cast, Stage.odds(cast, 200, .02), 300), .001);
    System.out.println((System.nanoTime() - t) / 1e9 + " " + bad);
    t = System.nanoTime();
    Summary good = Summary.of(Stage.courses(cast, Stage.odds(cast, 200, .001), 300), .001);
    System.out.println((System.nanoTime() - t) / 1e9 + " " + good);
    }
    Course c = Rehearsal.course(cast, Stage.odds(cast, 200, .02), 1, 1);
    c.lines().forEach(System.out::println);
    c = Rehearsal.course(cast, Stage.odds(cast, 200, .001), 1, 1);
    c.lines().forEach(System.out::println);
    System.out.println(c.shifts());
    assertEquals(1, 1);
  }
}
