package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.slipway.core.check.CheckGroup;
import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.check.HttpQuestion;
import dev.slipway.core.check.JsonPath;
import dev.slipway.core.check.When;
import dev.slipway.core.config.ServiceConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every kind of check as a team writes it. */
class ChecksWrittenTest {
  private static List<CheckSpec> checks(String written) {
    return TestPolicies.policy("validate: " + written).validation().orElse(List.of());
  }

  @Test
  void a_request_says_what_is_sent_and_what_must_come() {
    CheckSpec check = checks("""
        { post: /orders, headers: { Authorization: "Bearer ${env:KEY}" }, body: '{"a":1}', status: 201, under: 1s,
          json: { "$.id": 3, "$.state": open, "$.gone": null, "$.big": "3" }, name: ordering }""").getFirst();
    HttpQuestion asked = new HttpQuestion("POST", "/orders", Map.of("Authorization", "Bearer ${env:KEY}"), Optional.of("{\"a\":1}"),
        Optional.of(201),
        Duration.ofSeconds(1), Optional.empty(), Map.of("$.id", "3", "$.state", "\"open\"", "$.gone", "null", "$.big", "\"3\""), Map.of());
    assertEquals(new CheckSpec(new CheckKind.Request(asked), Optional.of("ordering"), Optional.empty(), When.PREVIEW, false), check);
  }

  @Test
  void what_only_reads_is_asked_on_both_addresses_and_what_costs_or_changes_on_the_preview() {
    List<CheckSpec> all = checks("""
        [ { get: /a }, { post: /b }, { flow: [ { get: /c, keep: { id: $.id } }, { get: "/c/${id}" } ] }, { load: 50 concurrent for 10s },
          { run: ./smoke.sh }, { openapi: /openapi.json }, health, security-headers,
          { group: tls, when: both, except: hsts }, { get: /d, when: live, warn: true } ]""");
    assertEquals(List.of(When.BOTH, When.PREVIEW, When.BOTH, When.PREVIEW, When.PREVIEW, When.PREVIEW, When.BOTH, When.LIVE, When.BOTH,
        When.LIVE),
        all.stream().map(CheckSpec::when).toList());
    assertEquals(new CheckKind.Load("/", 50, Duration.ofSeconds(10), 0, Optional.empty()), all.get(3).kind());
    assertEquals(new CheckKind.Group(CheckGroup.TLS, List.of("hsts")), all.get(8).kind());
    assertEquals(List.of(true), all.stream().filter(CheckSpec::warns).map(CheckSpec::warns).toList());
  }

  /** A server outside of a cluster does not reach the address of a Service. */
  @Test
  void without_a_public_address_that_is_written_all_is_asked_on_the_preview_unless_a_check_says_otherwise() {
    String text = """
        service: web
        artifact: { kubernetes: { image: "web:${version}" } }
        environments:
          production:
            platform: kubernetes
            router: kubernetes-service
            validate: [ { get: /a }, security-headers, { get: /b, when: live } ]
        """;
    ServiceConfig config = assertInstanceOf(ReadResult.Valid.class, SlipwayYaml.read(text, "slipway.yaml")).config();
    List<CheckSpec> asked = Objects.requireNonNull(config.environments().get("production")).policy().validation().orElseThrow();
    assertEquals(List.of(When.PREVIEW, When.PREVIEW, When.LIVE), asked.stream().map(CheckSpec::when).toList());
  }

  @Test
  void a_json_path_leads_to_one_value_or_is_none() {
    assertEquals(List.of(new JsonPath.Step.Name("a"), new JsonPath.Step.Index(-1), new JsonPath.Step.Name("b c")),
        JsonPath.parse("$.a[-1]['b c']").orElseThrow().steps());
    for (String wrong : List.of("a", "$.", "$..a", "$.a[*]", "$.a[", "$.a b", "$[?@.x]", "$.a[0:2]")) {
      assertEquals(Optional.empty(), JsonPath.parse(wrong), wrong);
    }
  }
}
