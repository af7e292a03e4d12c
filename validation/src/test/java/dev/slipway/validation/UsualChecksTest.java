package dev.slipway.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.check.CheckGroup;
import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.CheckSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of a service that declares its address and health paths, and nothing more. */
class UsualChecksTest {
  private static final CheckSpec USUAL = CheckSpec.of(new CheckKind.Usual());
  private static final String REPORT = """
      {"status":"Degraded","version":"1.4.0","entries":{"database":{"status":"Healthy"},"redis":{"status":"Unhealthy"},
       "spare":{"status":"postgres://shop:hunter2@db/shop"},"smtp":{"status":"Healthy"}}}""";

  private RealService service;

  @BeforeEach
  void a_plain_service() throws Exception {
    service = new RealService().on("/", 404, "nothing here", "Content-Type", "text/plain")
        .on("/ready", 200, "ok", "Content-Type", "text/plain")
        .on("/live", 200, "ok", "Content-Type", "text/plain");
  }

  @AfterEach
  void close() {
    service.close();
  }

  private static List<String> named(Report report, Outcome outcome) {
    return report.results().stream().filter(r -> r.outcome() == outcome).map(r -> r.group().word() + " " + r.name()).sorted().toList();
  }

  private static Result of(Report report, CheckGroup group, String name) {
    return report.results().stream().filter(r -> r.group() == group && r.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void twenty_five_or_more_are_asked_and_missing_headers_only_warn() throws Exception {
    Report report = service.ask(USUAL);
    assertTrue(report.results().size() - report.count(Outcome.SKIPPED) >= 25, report.shortened());
    assertTrue(report.passed(), report.shortened());
    assertEquals(Outcome.PASSED, of(report, CheckGroup.PERFORMANCE, "keep-alive").outcome(), "whatever was asked beside it");
    assertTrue(named(report, Outcome.WARNED).containsAll(List.of("security-headers content security policy", "security-headers framing")));
    assertTrue(report.results().stream().filter(r -> r.group() == CheckGroup.TLS).allMatch(r -> r.outcome() == Outcome.SKIPPED
        && r.finding().why().equals("the address is plain HTTP")));
    assertEquals(List.of(CheckGroup.values()), report.results().stream().map(Result::group).distinct().toList(),
        "in the order of the groups");
  }

  @Test
  void a_group_that_is_asked_for_by_name_fails_where_it_would_have_warned() throws Exception {
    Report report = service.ask(CheckSpec.of(new CheckKind.Group(CheckGroup.SECURITY_HEADERS, List.of("referrer policy"))), USUAL);
    assertFalse(report.passed());
    assertEquals(List.of("security-headers content security policy", "security-headers content sniffing", "security-headers framing"),
        named(report, Outcome.FAILED));
    assertEquals(Outcome.WARNED, of(report, CheckGroup.SECURITY_HEADERS, "referrer policy").outcome());
    assertEquals(report.results().size(), report.results().stream().map(r -> r.group() + r.name()).collect(Collectors.toSet()).size(),
        "none is asked twice");
  }

  @Test
  void the_report_on_parts_says_which_of_them_is_not_well() throws Exception {
    service.on("/health", 503, REPORT).reporting("/health");
    Report report = service.ask(CheckSpec.of(new CheckKind.Group(CheckGroup.HEALTH, List.of())), USUAL);
    assertEquals(List.of("health cache and others"), named(report, Outcome.FAILED));
    assertFalse(report.shortened().contains("hunter2"), "what the service gives away goes no further: " + report.shortened());
    assertEquals("redis Unhealthy, spare postgres://…@db/shop", of(report, CheckGroup.HEALTH, "cache and others").finding().came());
    assertEquals("database Healthy", of(report, CheckGroup.HEALTH, "database").finding().came());
    assertEquals("smtp Healthy", of(report, CheckGroup.INTEGRATION, "external services").finding().came());
    assertEquals(5, report.results().stream().filter(r -> r.group() == CheckGroup.HEALTH && r.outcome() != Outcome.SKIPPED).count());
  }

  @Test
  void parts_that_are_well_a_moment_later_are_asked_again() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    service.on("/health", exchange -> RealService.answer(exchange, 200,
        "{\"status\":\"Healthy\",\"entries\":{\"database\":{\"status\":\"%s\"}}}"
            .formatted(asked.getAndIncrement() == 0 ? "Unhealthy" : "Healthy"))).reporting("/health");
    Report report = service.ask(CheckSpec.of(new CheckKind.Group(CheckGroup.HEALTH, List.of())));
    assertTrue(report.passed(), report.shortened());
    assertEquals(2, asked.get(), "once in each round, however many look at it");
  }

  @Test
  void a_service_that_is_not_ready_fails_and_says_what_came() throws Exception {
    try (RealService sick = new RealService().on("/live", 200, "ok").on("/ready", 503, "database: timeout")) {
      Report report = sick.ask(USUAL);
      assertEquals(List.of("health ready"), named(report, Outcome.FAILED));
      assertTrue(report.reason().startsWith("health ready: GET /ready → 503 in "), report.reason());
      assertTrue(report.reason().contains("database: timeout, it must be 2xx. To mend it: look at slipway logs"), report.reason());
    }
  }

  @Test
  void what_a_careless_service_gives_away_is_found() throws Exception {
    try (RealService careless = new RealService()
        .on("/", exchange -> {
          String origin = exchange.getRequestHeaders().getFirst("Origin");
          if (origin != null) {
            exchange.getResponseHeaders().add("Access-Control-Allow-Origin", origin);
            exchange.getResponseHeaders().add("Access-Control-Allow-Credentials", "true");
          }
          String body = exchange.getRequestMethod().equals("TRACE") ? exchange.getRequestHeaders().keySet().toString()
              .replace("X-slipway-check", "X-Slipway-Check")
              : "Exception\n    at dev.shop.Orders.find(Orders.java:17)\n";
          RealService.answer(exchange, 200, body, "Set-Cookie", "session=1; HttpOnly", "X-Powered-By", "Shop/1.2.3");
        })) {
      Report report = careless.ask(CheckSpec.of(new CheckKind.Group(CheckGroup.SECURITY_HEADERS, List.of())));
      assertTrue(named(report, Outcome.FAILED).containsAll(List.of("security-headers cookies", "security-headers no code in errors",
          "security-headers no version told", "security-headers origins of others", "security-headers trace refused")), report.shortened());
      assertEquals("session without samesite; session without samesite", of(report, CheckGroup.SECURITY_HEADERS, "cookies").finding()
          .came());
    }
  }

  @Test
  void a_guarded_service_passes_the_whole_group() throws Exception {
    String[] headers = {"X-Content-Type-Options", "nosniff", "Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'",
        "Referrer-Policy", "no-referrer", "Set-Cookie", "s=1; HttpOnly; SameSite=Lax", "Content-Type", "text/plain"};
    try (RealService guarded = new RealService().on("/", exchange ->
        RealService.answer(exchange, exchange.getRequestMethod().equals("TRACE") ? 405 : 200, "ok", headers))) {
      Report report = guarded.ask(CheckSpec.of(new CheckKind.Group(CheckGroup.SECURITY_HEADERS, List.of())));
      assertEquals(9, report.count(Outcome.PASSED), report.shortened());
    }
  }
}
