package dev.slipway.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.check.HttpQuestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Requests that name variables, whose values are secrets. */
class SecretChecksTest {
  private static HttpQuestion question(String path, Map<String, String> headers, Optional<String> contains) {
    return new HttpQuestion("GET", path, headers, Optional.empty(), Optional.empty(), HttpQuestion.USUAL_UNDER, contains, Map.of(), Map
        .of());
  }

  private static String failed(RealService service, HttpQuestion question) throws Exception {
    Result result = service.ask(CheckSpec.of(new CheckKind.Request(question))).results().getFirst();
    assertEquals(Outcome.FAILED, result.outcome());
    return result.line();
  }

  @Test
  void no_value_of_a_variable_is_told_whatever_goes_wrong_with_it() throws Exception {
    try (RealService service = new RealService().on("/", 200, "welcome").knowing(Map.of("KEY", "k3y\n", "WORD", "k3y"))) {
      HttpQuestion header = question("/", Map.of("X-Key", "${env:KEY}"), Optional.empty());
      HttpQuestion path = question("/?k=${env:KEY}", Map.of(), Optional.empty());
      HttpQuestion contains = question("/", Map.of(), Optional.of("${env:WORD}"));
      for (HttpQuestion each : List.of(header, path, contains)) {
        String line = failed(service, each);
        assertFalse(line.contains("k3y"), line);
      }
      assertTrue(failed(service, contains).contains("must contain \"${env:WORD}\""));
      assertTrue(failed(service, header).contains("none that HTTP allows"));
      assertTrue(failed(service, question("/", Map.of(), Optional.of("${env:NOBODY}"))).contains("nothing is known for ${env:NOBODY}"));
    }
  }
}
