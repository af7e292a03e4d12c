package dev.slipway.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.check.HttpQuestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one request of a flow keeps is what a later one finds again, a number as well as a text. */
class KeptValueTest {
  private static HttpQuestion question(String path, Map<String, String> json, Map<String, String> keep) {
    return new HttpQuestion("GET", path, Map.of(), Optional.empty(), Optional.empty(), HttpQuestion.USUAL_UNDER, Optional.empty(), json,
        keep);
  }

  private static Result flow(String later) throws Exception {
    try (RealService service = new RealService().on("/made", 200, "{\"id\":17}").on("/found", 200, later)) {
      HttpQuestion made = question("/made", Map.of(), Map.of("order", "$.id"));
      HttpQuestion found = question("/found", Map.of("$.id", "\"${order}\""), Map.of());
      return service.ask(CheckSpec.of(new CheckKind.Flow(List.of(made, found)))).results().getFirst();
    }
  }

  @Test
  void a_number_that_was_kept_is_found_again() throws Exception {
    assertEquals(Outcome.PASSED, flow("{\"id\":17}").outcome());
    assertEquals(Outcome.PASSED, flow("{\"id\":\"17\"}").outcome());
  }

  @Test
  void another_number_is_not() throws Exception {
    Result result = flow("{\"id\":18}");
    assertEquals(Outcome.FAILED, result.outcome());
    assertTrue(result.line().contains("$.id must be \"17\", not 18"), result.line());
  }
}
