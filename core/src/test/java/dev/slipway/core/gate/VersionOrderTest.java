package dev.slipway.core.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionOrderTest {
  /** The chain that semver.org itself gives in section 11, and what is around it. */
  private static final List<String> RISING =
      List.of("0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
          "1.0.0",
          "1.0.1", "1.2.0", "1.10.0", "2.0.0-0", "2.0.0", "10.0.0");

  @Test
  void precedence_is_that_of_the_standard_between_every_two() {
    for (int i = 0; i < RISING.size(); i++) {
      for (int j = 0; j < RISING.size(); j++) {
        int order = VersionOrder.compare(RISING.get(i), "v" + RISING.get(j)).orElseThrow();
        assertEquals(Integer.compare(i, j), Integer.signum(order), RISING.get(i) + " and " + RISING.get(j));
      }
    }
    assertEquals(Optional.of(0), VersionOrder.compare("1.0.0+a", "1.0.0+b"));
  }

  @Test
  void what_is_no_semantic_version_has_no_order() {
    for (String wrong : List.of("", "1", "1.0", "01.0.0", "1.0.0-01", "1.0.0-", "1.0.0-a..b", "1.0.0.0", "x1.0.0", "1.0.0 ",
        "1".repeat(300))) {
      assertFalse(VersionOrder.isValid(wrong), wrong);
      assertEquals(Optional.empty(), VersionOrder.compare(wrong, "1.0.0"));
    }
    assertTrue(VersionOrder.isValid("1.0.0-0a.x-y+001"));
  }
}
