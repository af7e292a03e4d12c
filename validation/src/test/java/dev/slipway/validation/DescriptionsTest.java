package dev.slipway.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.CheckSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an OpenAPI description makes possible to ask. */
class DescriptionsTest {
  @Test
  void every_get_of_a_description_that_needs_nothing_is_asked() throws Exception {
    RealService service = new RealService().on("/", 200, "welcome").on("/openapi.yaml", 200, """
        openapi: 3.1.0
        servers: [ { url: "https://shop.example/v1" } ]
        paths:
          /orders: { get: { responses: { "200": {} } } }
          /stock: { get: { parameters: [ { name: page, in: query } ], responses: { "2XX": {} } } }
          /orders/{id}: { get: { responses: { "200": {} } } }
          /search: { get: { parameters: [ { name: q, in: query, required: true } ], responses: { "200": {} } } }
          /admin: { get: { security: [ { key: [] } ], responses: { "200": {} } } }
        """).on("/v1/orders", 200, "").on("/v1/stock", 404, "");
    List<Result> each = service.ask(CheckSpec.of(new CheckKind.Document("/openapi.yaml"))).results();
    assertEquals(List.of("GET /v1/orders as described", "GET /v1/stock as described"), each.stream().map(Result::name).toList());
    assertEquals(Outcome.PASSED, each.getFirst().outcome());
    assertEquals("its description names 2XX", each.getLast().finding().why());
    assertEquals("mend the service, or name 404 in the description", each.getLast().finding().mend());
    Report asked = service.ask(CheckSpec.of(new CheckKind.Document("/")));
    assertTrue(asked.results().getFirst().finding().why().contains("no OpenAPI description"));
    service.close();
  }

  @Test
  void a_description_at_a_usual_place_is_found_by_itself_and_what_needs_a_secret_is_not_asked() throws Exception {
    RealService service = new RealService().on("/", 200, "welcome").on("/v3/api-docs", 200, """
        {"openapi":"3.1.0","security":[{"key":[]}],"paths":{"/mine":{"get":{"responses":{"200":{}}}},
         "/open":{"get":{"security":[],"responses":{"204":{}}}}}}
        """).on("/open", 200, "");
    Result found = service.ask(CheckSpec.of(new CheckKind.Usual())).results().stream()
        .filter(r -> r.name().endsWith(" as described")).findFirst().orElseThrow();
    assertEquals("GET /open as described", found.name());
    assertEquals(Outcome.WARNED, found.outcome());
    service.close();
  }
}
