package dev.slipway.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class AlphaBudgetTest {
  private static double sum(AlphaBudget budget, int rates) {
    return budget.errors() + budget.latency() + rates * budget.custom();
  }

  @Test
  void the_parts_of_what_is_judged_are_the_whole() {
    for (int rates = 0; rates < 4; rates++) {
      assertEquals(0.01, sum(AlphaBudget.of(JudgePolicy.DEFAULT, 0, rates), rates), 1e-15);
    }
  }

  @Test
  void errors_latency_and_the_users_own_get_five_four_and_one_of_ten() {
    AlphaBudget budget = AlphaBudget.of(JudgePolicy.DEFAULT, 0, 2);
    assertEquals(0.005, budget.errors(), 1e-15);
    assertEquals(0.004, budget.latency(), 1e-15);
    assertEquals(0.0005, budget.custom(), 1e-15);
  }

  @Test
  void each_time_it_was_sent_back_halves_what_is_left() {
    for (int attempt = 0; attempt < 10; attempt++) {
      assertEquals(0.01 / (1 << attempt), sum(AlphaBudget.of(JudgePolicy.DEFAULT, attempt, 0), 0), 1e-15);
    }
  }
}
