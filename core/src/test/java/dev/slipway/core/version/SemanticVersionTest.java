package dev.slipway.core.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SemanticVersionTest {
  /** The chain that semver.org itself gives in section 11, and what is around it. */
  private static final List<String> RISING =
      List.of("0.0.1", "0.1.0-alpha", "0.1.0", "0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta",
          "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
          "1.0.0",
          "1.0.1", "1.2.0", "1.10.0", "2.0.0-0", "2.0.0-0.3.7", "2.0.0-x-y-z.--", "2.0.0", "10.0.0");

  @Test
  void precedence_is_that_of_the_standard_between_every_two() {
    for (int i = 0; i < RISING.size(); i++) {
      for (int j = 0; j < RISING.size(); j++) {
        int order = version(RISING.get(i)).compareTo(version("v" + RISING.get(j)));
        assertEquals(Integer.compare(i, j), Integer.signum(order), RISING.get(i) + " and " + RISING.get(j));
      }
    }
    assertEquals(0, version("1.0.0+a").compareTo(version("1.0.0+b")));
    assertTrue(version("1.0.1").isAfter(version("1.0.0")));
    assertFalse(version("1.0.0").isAfter(version("1.0.0")));
  }

  @Test
  void what_is_no_semantic_version_is_none() {
    for (String wrong : List.of("", "1", "1.0", "01.0.0", "1.0.0-01", "1.0.0-", "1.0.0-a..b", "1.0.0.0", "x1.0.0",
        "1.0.0 ", "1.02.3", "1.2.3+", "1.2.99999999999999999999", "1.2.3-ä", "-1.2.3",
        "1".repeat(300))) {
      assertEquals(Optional.empty(), SemanticVersion.written(wrong), wrong);
    }
    assertEquals("1.0.0-0a.x-y+001", version("v1.0.0-0a.x-y+001").toString());
    assertEquals(Optional.empty(), SemanticVersion.parse("v1.0.0"));
  }

  private static SemanticVersion version(String text) {
    return SemanticVersion.written(text).orElseThrow();
  }
}
