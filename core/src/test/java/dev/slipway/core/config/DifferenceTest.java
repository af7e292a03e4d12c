package dev.slipway.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What differs, and what of it may. */
class DifferenceTest {

  @Test
  void a_key_that_one_alone_has_differs_and_one_that_both_have_alike_does_not() {
    List<Difference> found = Difference.of(new TreeMap<>(Map.of("a", "1", "b", "2", "same", "x")),
        new TreeMap<>(Map.of("b", "3", "c", "4", "same", "x")), Optional.empty());
    assertEquals(List.of(
        new Difference("a", Optional.of("1"), Optional.empty(), false),
        new Difference("b", Optional.of("2"), Optional.of("3"), false),
        new Difference("c", Optional.empty(), Optional.of("4"), false)), found);
  }

  @Test
  void a_key_is_allowed_with_everything_below_it_and_nothing_beside_it() {
    ParityRule rule = new ParityRule("staging", List.of("env", "strategy.steps"));
    for (String allowed : List.of("env", "env.LOG", "strategy.steps", "strategy.steps[2].weight")) {
      assertTrue(rule.allows(allowed), allowed);
    }
    for (String not : List.of("environment", "strategy", "strategy.steps-more", "listen")) {
      assertFalse(rule.allows(not), not);
    }
  }
}
