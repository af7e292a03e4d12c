package dev.slipway.adapters.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.KubernetesWay;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An HTTPRoute with weights and a header. */
final class GatewayRouterContractTest extends ObjectRouterContract {
  private static final TargetId ID = new TargetId("shop", "production");
  private static final ReleaseId STABLE = new ReleaseId("1.3.2-aaaaaaaa");
  private static final ReleaseId CANDIDATE = new ReleaseId("1.4.0-bbbbbbbb");
  @TempDir static Path folder;
  private static GatewayInCluster gateway;
  private String namespace;

  @BeforeAll
  static void serve() throws Exception {
    gateway = GatewayInCluster.open(folder);
  }

  @AfterAll
  static void end() {
    if (gateway != null) {
      gateway.close();
    }
  }

  @Override
  protected KubernetesWay way() {
    return new KubernetesWay.Gateway("shop", Optional.of(new KubernetesWay.HeaderMatch("X-Preview", "candidate")));
  }

  @Override
  protected void make(String made) {
    namespace = made;
    TeamRoutes.httpRoute(made);
  }

  private Target shop() {
    return new Target(ID, new TargetSettings(listen(), Optional.empty(), Optional.empty(), Duration.ofSeconds(5)));
  }

  private static RoutingTable weights(int candidate) {
    return new RoutingTable(Optional.of(STABLE), Optional.of(CANDIDATE),
        List.of(new ReleaseRoute(STABLE, 100 - candidate, List.of()), new ReleaseRoute(CANDIDATE, candidate, List.of())));
  }

  private String route(String what) {
    return RealCluster.kubectl("get", "httproutes.gateway.networking.k8s.io", "shop", "-n", namespace, "-o", "jsonpath=" + what);
  }

  @Test
  void each_step_stands_in_the_route_and_the_rules_of_the_team_come_back_in_the_end() {
    String before = route("{.spec}");
    Router router = router();
    router.apply(shop(), weights(0), new Router.Fence(1, 1, false));
    assertEquals("X-Preview=candidate", route("{.spec.rules[0].matches[0].headers[0].name}={.spec.rules[0].matches[0].headers[0].value}"));
    router.apply(shop(), weights(25), new Router.Fence(1, 2, false));
    assertEquals("75 25", route("{.spec.rules[1].backendRefs[*].weight}"));
    assertEquals("docs", route("{.spec.rules[2].backendRefs[*].name}"), "what leads elsewhere stays");
    assertEquals("[\"shop.example\"]", route("{.spec.hostnames}"));
    router.remove(ID, 1);
    assertEquals(before, route("{.spec}"));
  }

  @Test
  void the_role_that_is_printed_is_enough() throws IOException {
    RouterSpec.Kubernetes spec = TeamObjects.spec(namespace, way());
    Path role = Files.writeString(folder.resolve("role.yaml"), Rbac.text(spec));
    var applied = RealCluster.kubectl("apply", "-n", namespace, "-f", role.toString());
    try (Clusters limited = new Clusters(InstantSource.system(), System::nanoTime)) {
      Router router = limited.router(Accounts.spec(folder, spec, "slipway"));
      router.apply(shop(), weights(25), new Router.Fence(1, 1, false));
      assertEquals(weights(25), router.read(ID).table());
      router.remove(ID, 1);
      assertEquals("shop docs", route("{.spec.rules[*].backendRefs[*].name}"));
    }
  }

  @Test
  void what_somebody_changes_by_kubectl_is_told_and_never_written_over() {
    Router router = router();
    router.apply(shop(), weights(25), new Router.Fence(1, 1, false));
    String by = RealCluster.kubectl("patch", "httproutes.gateway.networking.k8s.io", "shop", "-n", namespace, "--type=merge", "-p",
        "{\"spec\":{\"rules\":[{\"backendRefs\":[{\"name\":\"shop\",\"port\":80}]}]}}");
    RealCluster.await("it is told: " + by, () -> router.read(ID).foreign().isPresent());
    OutsideException held = assertThrows(OutsideException.class, () -> router.apply(shop(), weights(50), new Router.Fence(1, 2, false)));
    assertEquals("SLW-4304", held.code(), held::toString);
    assertEquals("shop", route("{.spec.rules[*].backendRefs[*].name}"));
    assertTrue(router.read(ID).foreign().orElseThrow().contains("HTTPRoute shop leads to"), () -> router.read(ID).toString());
  }
}
