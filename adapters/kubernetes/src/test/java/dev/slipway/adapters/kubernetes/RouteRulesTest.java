package dev.slipway.adapters.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.KubernetesWay.HeaderMatch;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an HTTPRoute says for a split. */
final class RouteRulesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ReleaseId STABLE = new ReleaseId("1.0-a");
  private static final ReleaseId CANDIDATE = new ReleaseId("2.0-b");
  private static final String TEAM = """
      [ { "matches": [ { "path": { "type": "PathPrefix", "value": "/" } } ], "backendRefs": [ { "name": "shop", "port": 80 } ] },
        { "matches": [ { "path": { "type": "PathPrefix", "value": "/docs" } } ], "backendRefs": [ { "name": "docs", "port": 80 } ] } ]
      """;

  private static RouteRules rules(Optional<HeaderMatch> header) {
    return new RouteRules("shop", "shop", release -> "shop-" + release.value().charAt(0), header);
  }

  private static JsonNode team(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Written split(int candidate, Optional<ReleaseId> preview) {
    TargetSettings settings = new TargetSettings(new Endpoint("shop", 80), Optional.empty(), Optional.empty(), Duration.ofSeconds(1));
    return new Written(new TargetId("shop", "production"), 1, 1, settings, new RoutingTable(Optional.of(STABLE), preview,
        List.of(new ReleaseRoute(STABLE, 100 - candidate, List.of()), new ReleaseRoute(CANDIDATE, candidate, List.of()))), Map.of(),
        Optional.empty());
  }

  @Test
  void each_release_has_its_weight_and_what_leads_elsewhere_stays() {
    assertEquals("[shop-1 75 shop-2 25][docs 1]", RouteRules.spelled(rules(Optional.empty()).of(team(TEAM), split(25, Optional.empty()))));
  }

  @Test
  void the_port_of_the_team_stays() {
    JsonNode made = rules(Optional.empty()).of(team(TEAM), split(25, Optional.empty()));
    assertEquals(80, made.get(0).get("backendRefs").get(1).get("port").asInt());
  }

  @Test
  void whoever_sends_the_header_gets_the_candidate_before_it_has_any_weight() {
    Optional<HeaderMatch> header = Optional.of(new HeaderMatch("X-Preview", "yes"));
    assertEquals("[X-Preview=yes shop-2 1][shop-1 100 shop-2 0][docs 1]",
        RouteRules.spelled(rules(header).of(team(TEAM), split(0, Optional.of(CANDIDATE)))));
  }

  @Test
  void in_an_emergency_all_goes_to_stable_and_the_header_leads_nowhere_else() {
    Optional<HeaderMatch> header = Optional.of(new HeaderMatch("X-Preview", "yes"));
    Written emergency = split(50, Optional.of(CANDIDATE)).overridden(new RouterSeen.Override("ada", "errors"), Map.of());
    assertEquals("[shop-1 100 shop-2 0][docs 1]", RouteRules.spelled(rules(header).of(team(TEAM), emergency)));
  }

  @Test
  void a_route_that_does_not_lead_to_the_service_is_refused() {
    JsonNode other = team("[ { \"backendRefs\": [ { \"name\": \"docs\" } ] } ]");
    OutsideException refused = assertThrows(OutsideException.class, () -> rules(Optional.empty()).of(other, split(0, Optional.empty())));
    assertEquals("SLW-4311", refused.code());
  }
}
