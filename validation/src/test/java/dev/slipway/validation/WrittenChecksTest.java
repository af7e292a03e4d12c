package dev.slipway.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.check.HttpQuestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests, flows, loads, commands and descriptions that a team writes. */
class WrittenChecksTest {
  private RealService service;

  @BeforeEach
  void a_shop() throws Exception {
    service = new RealService().on("/", 200, "welcome").on("/orders", 200, """
        {"orders":[{"id":17,"state":"open","total":9.50},{"id":18,"state":"sent"}],"more":false,"odd key":null}""");
  }

  @AfterEach
  void close() {
    service.close();
  }

  private static HttpQuestion question(String method, String path, Map<String, String> json, Map<String, String> keep) {
    return new HttpQuestion(method, path, Map.of(), Optional.empty(), Optional.empty(), Duration.ofSeconds(5), Optional.empty(), json,
        keep);
  }

  private static CheckSpec request(HttpQuestion question) {
    return CheckSpec.of(new CheckKind.Request(question));
  }

  private static Result only(Report report) {
    assertEquals(1, report.results().size());
    return report.results().getFirst();
  }

  @Test
  void values_in_json_are_found_by_path_and_compared_as_json() throws Exception {
    Map<String, String> right = Map.of("$.orders[0].id", "17", "$.orders[-1].state", "\"sent\"", "$.more", "false", "$['odd key']", "null",
        "$.orders[0].total", "9.5");
    assertEquals(Outcome.PASSED, only(service.ask(request(question("GET", "/orders", right, Map.of())))).outcome());
    Result wrong = only(service.ask(request(question("GET", "/orders", Map.of("$.orders[0].id", "\"17\"", "$.orders[7].id", "1"),
        Map.of()))));
    assertEquals(Outcome.FAILED, wrong.outcome());
    assertTrue(wrong.finding().why().contains("$.orders[0].id must be \"17\", not 17"), wrong.finding().why());
    assertTrue(wrong.finding().why().contains("$.orders[7].id must be 1, not absent"), wrong.finding().why());
  }

  @Test
  void a_flow_carries_values_on_and_stops_at_the_first_request_that_goes_wrong() throws Exception {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    service.on("/carts", exchange -> {
      String body = new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + exchange.getRequestHeaders()
          .getFirst("Authorization") + " " + body);
      RealService.answer(exchange, exchange.getRequestURI().getPath().endsWith("/pay") ? 402 : 200, "{\"id\":\"c-9\"}");
    }).knowing(Map.of("SHOP_KEY", "k3y"));
    HttpQuestion make = new HttpQuestion("POST", "/carts", Map.of("Authorization", "Bearer ${env:SHOP_KEY}"), Optional.of("{\"item\":3}"),
        Optional.of(200),
        Duration.ofSeconds(5), Optional.empty(), Map.of(), Map.of("cart", "$.id"));
    HttpQuestion read = question("GET", "/carts/${cart}", Map.of("$.id", "\"${cart}\""), Map.of());
    HttpQuestion pay = question("GET", "/carts/${cart}/pay", Map.of(), Map.of());
    Result result = only(service.ask(CheckSpec.of(new CheckKind.Flow(List.of(make, read, pay, read)))));
    assertEquals(List.of("POST /carts Bearer k3y {\"item\":3}", "GET /carts/c-9 null ", "GET /carts/c-9/pay null "), asked);
    assertEquals(Outcome.FAILED, result.outcome());
    assertTrue(result.line().startsWith("functional flow of 4 requests: request 3 of 4, GET /carts/c-9/pay → 402"), result.line());
    assertFalse(result.line().contains("k3y"), "no secret is told");
  }

  @Test
  void a_variable_that_nobody_set_is_not_sent_as_it_is_written() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    service.on("/key", exchange -> {
      asked.incrementAndGet();
      RealService.answer(exchange, 200, "");
    });
    Result result = only(service.ask(request(question("GET", "/key?k=${env:NOBODY}", Map.of(), Map.of()))));
    assertEquals("nothing is known for ${env:NOBODY}", result.finding().why());
    assertEquals(0, asked.get());
  }

  @Test
  void a_question_that_fails_once_is_asked_again_but_one_that_changes_something_is_not() throws Exception {
    AtomicInteger gets = new AtomicInteger();
    AtomicInteger posts = new AtomicInteger();
    service.on("/flaky", exchange -> {
      int before = exchange.getRequestMethod().equals("GET") ? gets.getAndIncrement() : 10 * posts.incrementAndGet();
      RealService.answer(exchange, before == 1 ? 200 : 500, "");
    });
    assertEquals(Outcome.PASSED, only(service.ask(request(HttpQuestion.get("/flaky")))).outcome());
    assertEquals(Outcome.FAILED, only(service.ask(request(question("POST", "/flaky", Map.of(), Map.of())))).outcome());
    assertEquals(1, posts.get());
  }

  @Test
  void a_load_holds_its_number_of_requests_under_way_and_is_judged_by_errors_and_p95() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    service.on("/slow", exchange -> {
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
      now.decrementAndGet();
      RealService.answer(exchange, 200, "done");
    });
    CheckKind.Load good = new CheckKind.Load("/slow", 8, Duration.ofSeconds(1), 0, Optional.empty());
    Result result = only(service.ask(CheckSpec.of(good)));
    assertEquals(Outcome.PASSED, result.outcome(), result.line());
    assertTrue(most.get() > 4 && most.get() <= 8, "under way: " + most);
    CheckKind.Load strict = new CheckKind.Load("/slow", 2, Duration.ofSeconds(1), 0, Optional.of(Duration.ofMillis(5)));
    assertEquals("p95 must be at most 5 ms", only(service.ask(CheckSpec.of(strict))).finding().why());
    service.on("/broken", 500, "");
    CheckKind.Load broken = new CheckKind.Load("/broken", 2, Duration.ofSeconds(1), 0.5, Optional.empty());
    assertTrue(only(service.ask(CheckSpec.of(broken))).finding().why().startsWith("100.000 % failed, at most 50.000 % may"));
  }

  @Test
  void a_command_is_told_the_address_and_passes_by_ending_with_0() throws Exception {
    CheckKind.Command told = new CheckKind.Command("test \"$SLIPWAY_ADDRESS $SLIPWAY_VERSION\" = '" + service.address() + " 1.0.0'",
        Duration.ofSeconds(5));
    assertEquals(Outcome.PASSED, only(service.ask(CheckSpec.of(told))).outcome());
    Result failed = only(service.ask(CheckSpec.of(new CheckKind.Command("echo no stock; exit 3", Duration.ofSeconds(5)))));
    assertEquals("no stock it ended with 3", failed.finding().came() + " " + failed.finding().why());
    Result hangs = only(service.ask(CheckSpec.of(new CheckKind.Command("sleep 60", Duration.ofSeconds(1)))));
    assertEquals("it did not end within 1 s and was stopped", hangs.finding().why());
  }
}
