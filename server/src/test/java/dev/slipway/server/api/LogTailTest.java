package dev.slipway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogTailTest {
  @Test
  void only_what_follows_the_lines_seen_before_is_fresh() {
    assertEquals(List.of("d"), LogTail.fresh(List.of("a", "b", "c"), List.of("b", "c", "d")));
    assertEquals(List.of(), LogTail.fresh(List.of("a", "b"), List.of("a", "b")));
    assertEquals(List.of("x", "y"), LogTail.fresh(List.of("a", "b"), List.of("x", "y")));
    assertEquals(List.of("a"), LogTail.fresh(List.of(), List.of("a")));
  }

  @Test
  void lines_that_repeat_are_not_lost_at_the_end() {
    assertEquals(List.of("c"), LogTail.fresh(List.of("a", "a", "b"), List.of("a", "b", "c")));
  }
}
