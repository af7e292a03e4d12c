package dev.slipway.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.simulator.planted.Planted;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PlantedTest {
  private static final int SEEDS = 10_000;

  static List<Planted> bugs() {
    return Planted.all();
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void a_planted_bug_is_found(Planted bug) {
    assertTrue(bug.find(0, SEEDS).isPresent(), () -> "not found within " + SEEDS + " seeds: " + bug);
  }
}
