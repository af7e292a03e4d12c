package dev.slipway.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> NAMES = List.of("http_requests_total", "http_request_errors_total", "up");

  @Test
  void a_slip_of_the_finger_is_understood() {
    assertEquals(Optional.of("http_requests_total"), NearestName.of("http_request_total", NAMES));
    assertEquals(Optional.of("http_requests_total"), NearestName.of("htpp_reqeusts_total", NAMES));
  }

  @Test
  void a_slip_in_an_environment_s_name_is_understood_and_another_word_is_not() {
    List<String> names = List.of("production", "staging");
    assertEquals(Optional.of("production"), NearestName.of("prodution", names));
    assertEquals(Optional.of("staging"), NearestName.of("stagign", names));
    assertEquals(Optional.empty(), NearestName.of("development", names));
    assertEquals(Optional.empty(), NearestName.of("x", List.of()));
  }

  @Test
  void something_else_altogether_is_not() {
    assertEquals(Optional.empty(), NearestName.of("queue_depth", NAMES));
    assertEquals(Optional.empty(), NearestName.of("a_name_that_is_much_longer_than_any_of_those", NAMES));
  }
}
