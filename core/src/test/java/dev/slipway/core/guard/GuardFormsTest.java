package dev.slipway.core.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How windows and branches are written. */
final class GuardFormsTest {
  @Test
  void a_file_does_not_let_run_through_a_freeze_what_the_guard_in_force_sends_back() {
    Guard back = new Guard(List.of(), List.of(), Guard.Running.GO_BACK, List.of());
    Guard finish = new Guard(List.of(), List.of(), Guard.Running.FINISH, List.of("main"));
    assertEquals(Guard.Running.GO_BACK, finish.over(Optional.of(back)).running());
    assertEquals(Guard.Running.GO_BACK, back.over(Optional.of(finish)).running());
  }

  @Test
  void what_is_no_window_says_why() {
    for (String bad : List.of(
        "", "Fri 16:00", "Fri 16:00 – Mon 07:00", "Fri 25:00 – Mon 07:00 UTC", "Fry 16:00 – Mon 07:00 UTC",
        "2026-02-30 – 2026-03-01 UTC",
        "Fri – Mon UTC", "Fri 16:00 – Fri 16:00 UTC", "Fri 16:00 – Mon 07:00 CET", "x".repeat(10_000))) {
      IllegalArgumentException said = assertThrows(IllegalArgumentException.class, () -> FreezeWindow.parse(bad), bad);
      assertTrue(String.valueOf(said.getMessage()).contains("; "), said::toString);
    }
  }

  @Test
  void branches_are_met_by_name_and_tags_only_by_tags() {
    List<String> rules = List.of("main", "release/*", "tag:v*");
    for (String from : List.of("main", "release/1.4", "release/1.4/fix", "tag:v1.4.0")) {
      assertTrue(BranchRule.allows(rules, from), from);
    }
    for (String from : List.of("Main", "mainly", "xmain", "releases/1", "v1.4.0", "tag:main", "feature/release/1")) {
      assertFalse(BranchRule.allows(rules, from), from);
    }
    assertFalse(BranchRule.allows(List.of("*"), "tag:v1"), "a star among branches lets no tag in");
    assertFalse(BranchRule.allows(List.of("release/.*"), "release/1"), "a pattern is no regular expression");
  }
}
