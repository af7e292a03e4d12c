package dev.slipway.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.check.HttpQuestion;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service under check may answer anything; what is kept of it, and how long it is waited for, is bounded. */
@Timeout(60)
class HostileAnswersTest {
  private static final int MANY = 10_000;

  private static Report ask(RealService service, HttpQuestion question) throws InterruptedException {
    return service.ask(CheckSpec.of(new CheckKind.Request(question)));
  }

  private static HttpQuestion within(String path, long millis) {
    return new HttpQuestion("GET", path, Map.of(), Optional.empty(), Optional.empty(), Duration.ofMillis(millis), Optional.of("end"),
        Map.of(), Map.of());
  }

  private static void forEver(com.sun.net.httpserver.HttpExchange exchange, byte[] chunk, long pauseMillis) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (int i = 0; i < 1_000_000; i++) {
        out.write(chunk);
        out.flush();
        LockSupport.parkNanos(pauseMillis * 1_000_000);
      }
    }
  }

  @Test
  void of_an_endless_body_no_more_is_read_than_is_looked_at() throws Exception {
    try (RealService service = new RealService().on("/", e -> forEver(e, new byte[64 << 10], 0))) {
      Report report = ask(service, new HttpQuestion("GET", "/", Map.of(), Optional.empty(), Optional.empty(), Duration.ofSeconds(5),
          Optional.empty(),
          Map.of("$.a", "1"), Map.of()));
      assertEquals("is too large to be looked at as JSON", report.results().getFirst().finding().why());
    }
  }

  @Test
  void a_body_that_trickles_is_waited_for_as_long_as_is_allowed() throws Exception {
    try (RealService service = new RealService().on("/", e -> forEver(e, new byte[] {'x'}, 100))) {
      Report report = ask(service, within("/", 300));
      assertEquals("no whole answer within 1300 ms", report.results().getFirst().finding().why());
      assertTrue(report.millis() < 20_000, "took " + report.millis());
    }
  }

  @Test
  void a_redirect_leads_nowhere() throws Exception {
    AtomicInteger reached = new AtomicInteger();
    try (RealService elsewhere = new RealService().on("/", e -> {
      reached.incrementAndGet();
      RealService.answer(e, 200, "end");
    }); RealService service = new RealService().on("/", 302, "", "Location", elsewhere.address() + "/")) {
      Report report = ask(service, within("/", 1_000));
      assertFalse(report.passed());
      assertEquals(0, reached.get());
    }
  }

  @Test
  void deep_json_and_thousands_of_headers_are_findings_and_no_more() throws Exception {
    String[] headers = new String[2 * MANY];
    for (int i = 0; i < MANY; i++) {
      headers[2 * i] = "X-H-" + i;
      headers[2 * i + 1] = "v".repeat(100);
    }
    try (RealService service = new RealService().on("/", 200, "[".repeat(100_000)).on("/many", 200, "end", headers)) {
      HttpQuestion json = new HttpQuestion("GET", "/", Map.of(), Optional.empty(), Optional.empty(), Duration.ofSeconds(5),
          Optional.empty(),
          Map.of("$[0]", "1"), Map.of());
      assertEquals("must be JSON", ask(service, json).results().getFirst().finding().why());
      Finding many = ask(service, within("/many", 5_000)).results().getFirst().finding();
      assertEquals(Finding.Kind.FAILS, many.kind());
      assertTrue(many.why().contains("Header size too big"), many.why());
    }
  }

  @Test
  void what_a_service_sends_cannot_break_a_line_of_the_report() throws Exception {
    try (RealService service = new RealService().on("/", 500, "a\u001b[2J\n\rb\u202e" + "x".repeat(100_000))) {
      String line = ask(service, HttpQuestion.get("/")).reason();
      assertFalse(line.matches("(?s).*[\\p{Cntrl}\u202e].*"), line);
      assertTrue(line.length() < 500, "length " + line.length());
    }
  }

  @Test
  void all_checks_together_end_by_their_deadline() throws Exception {
    try (RealService service = new RealService().on("/", e -> LockSupport.parkNanos(30_000_000_000L))) {
      Report report = Validation.of(service.subject(), List.of(CheckSpec.of(new CheckKind.Usual())), p -> true, Duration.ofSeconds(3));
      assertFalse(report.passed());
      assertTrue(report.millis() < 15_000, "took " + report.millis());
      assertTrue(report.reason().contains("all checks together took too long") || report.reason().contains("no whole answer"),
          report.reason());
    }
  }
}
