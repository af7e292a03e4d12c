package dev.slipway.server.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void a_slip_of_the_finger_finds_its_name_and_another_word_finds_none() {
    List<String> names = List.of("production", "staging");
    assertEquals(Optional.of("production"), Nearest.of("prodution", names));
    assertEquals(Optional.of("staging"), Nearest.of("stagign", names));
    assertEquals(Optional.empty(), Nearest.of("development", names));
    assertEquals(Optional.empty(), Nearest.of("x", List.of()));
  }
}
