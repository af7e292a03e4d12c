package dev.slipway.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.CheckSpec;
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
    Result result = service.ask(CheckSpec.of(new CheckKind.Document("/openapi.yaml"))).results().getFirst();
    assertEquals("2 GETs of /openapi.yaml → GET /v1/stock answered 404", result.finding().asked() + " → " + result.finding().came());
    Report asked = service.ask(CheckSpec.of(new CheckKind.Document("/")));
    assertTrue(asked.results().getFirst().finding().why().contains("no OpenAPI description"));
    service.close();
  }
}
