package dev.slipway.release.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.release.Checkout;
import dev.slipway.release.ReleaseException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release whose tag is not here: made elsewhere and not fetched, or lost. */
class LostTagTest {
  @TempDir private Path folder;

  @Test
  void what_the_changelog_tells_of_already_is_not_released_a_second_time() {
    Checkout checkout = CutTest.project(folder.resolve("lost"));
    CutTest.cut(checkout, step -> { });
    String told = checkout.read("CHANGELOG.md");
    checkout.git("tag", "-d", "v1.3.0");
    ReleaseException refused = assertThrows(ReleaseException.class, () -> CutTest.cut(checkout, step -> { }));
    assertTrue(refused.getMessage().startsWith("SLW-6249 CHANGELOG.md tells of 1.3.0 already"), refused.getMessage());
    assertEquals(told, checkout.read("CHANGELOG.md"));
    assertEquals("", checkout.git("status", "--porcelain"));
  }
}
