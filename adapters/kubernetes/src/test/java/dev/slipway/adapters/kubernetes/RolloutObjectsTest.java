package dev.slipway.adapters.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.spi.OutsideException;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a rollout does to a team's objects in a real cluster, and what happens when others change them. */
final class RolloutObjectsTest {
  private Cast cast;

  @BeforeEach
  void open() {
    cast = new Cast("objects", 2);
  }

  @AfterEach
  void close() {
    cast.close();
  }

  private Deployment team() {
    return RealCluster.admin().apps().deployments().inNamespace(cast.namespace).withName("shop").get();
  }

  @Test
  void a_deployment_is_adopted_as_it_is_and_its_pods_go_on() {
    Deployment before = team();
    String pods = cast.kubectl("get", "pods", "-o", "name");
    Release stable = cast.adopted();
    cast.route(stable, Optional.empty(), Map.of(stable, 100));
    cast.converge(Map.of(stable, 2));
    assertEquals(2, cast.awaitReady(stable, 2).instances().size());
    assertEquals(before.getSpec().getTemplate(), team().getSpec().getTemplate());
    assertEquals(pods, cast.kubectl("get", "pods", "-o", "name"));
    assertEquals(cast.pods(stable), cast.endpoints("shop"));
  }

  @Test
  void a_candidate_gets_no_request_before_the_switch_and_all_after_it_and_none_after_the_way_back() {
    Release stable = cast.adopted();
    Release candidate = cast.release("2.0", 2);
    OutsideException early = assertThrows(OutsideException.class, () -> cast.converge(Map.of(stable, 2, candidate, 2)));
    assertEquals("SLW-3214", early.code());
    cast.route(stable, Optional.of(candidate), Map.of(stable, 100));
    cast.converge(Map.of(stable, 2, candidate, 2));
    cast.awaitReady(candidate, 2);
    assertEquals(cast.pods(stable), cast.endpoints("shop"));
    RealCluster.await("the preview leads to the candidate",
        () -> cast.pods(candidate).equals(cast.endpoints(Names.object("shop", candidate.id()))));
    cast.route(stable, Optional.of(candidate), Map.of(stable, 0, candidate, 100));
    RealCluster.await("all requests go to the candidate", () -> cast.pods(candidate).equals(cast.endpoints("shop")));
    assertEquals(2, cast.router.read(Cast.TARGET).busy().size(), "what served a moment ago may still have requests");
    cast.route(stable, Optional.empty(), Map.of(stable, 100, candidate, 0));
    RealCluster.await("all requests are back on stable", () -> cast.pods(stable).equals(cast.endpoints("shop")));
    assertTrue(cast.router.read(Cast.TARGET).foreign().isEmpty());
    RealCluster.await("kubectl describe tells it", () -> cast.kubectl("describe", "svc", "shop").contains(stable.id() + " 100%"));
  }

  @Test
  void a_change_by_kubectl_is_told_and_not_written_over_unless_that_is_said() {
    Release stable = cast.adopted();
    cast.route(stable, Optional.empty(), Map.of(stable, 100));
    cast.kubectl("patch", "service", "shop", "-p", "{\"spec\":{\"selector\":{\"pod-template-hash\":\"other\"}}}");
    RealCluster.await("it is noticed", () -> cast.router.read(Cast.TARGET).foreign().isPresent());
    String told = cast.router.read(Cast.TARGET).foreign().orElseThrow();
    assertTrue(told.contains("other") && told.contains("Service shop"), told);
    OutsideException held = assertThrows(OutsideException.class, () -> cast.route(stable, Optional.empty(), Map.of(stable, 100)));
    assertEquals("SLW-4304", held.code());
  }

  @Test
  void a_template_changed_by_kubectl_replaces_no_pod_of_an_adopted_deployment() {
    Release stable = cast.adopted();
    cast.route(stable, Optional.empty(), Map.of(stable, 100));
    cast.converge(Map.of(stable, 2));
    String pods = cast.kubectl("get", "pods", "-o", "name");
    cast.kubectl("set", "env", "deployment/shop", "CHANGED=yes");
    RealCluster.await("the controller has seen the change", () -> team().getStatus().getObservedGeneration().equals(
        team().getMetadata().getGeneration()));
    assertEquals(pods, cast.kubectl("get", "pods", "-o", "name"));
    assertEquals(2, cast.platform.observe(Cast.TARGET).ready(stable.id()));
  }

  @Test
  void the_number_of_pods_that_others_set_is_respected_and_the_candidate_is_as_large() {
    Release stable = cast.adopted();
    cast.route(stable, Optional.empty(), Map.of(stable, 100));
    cast.converge(Map.of(stable, 2));
    cast.kubectl("scale", "deployment/shop", "--replicas=4");
    RealCluster.await("four pods are ready", () -> Integer.valueOf(4).equals(team().getStatus().getReadyReplicas()));
    cast.converge(Map.of(stable, 2));
    assertEquals(4, team().getSpec().getReplicas());
    PlatformSeen seen = cast.awaitReady(stable, 2);
    assertEquals(2, seen.instances().size(), "each instance stands for two of the four pods");
    Release candidate = cast.release("2.0", 2);
    cast.converge(Map.of(stable, 2, candidate, 2));
    String made = cast.kubectl("get", "deployment", Names.object("shop", candidate.id()), "-o", "jsonpath={.spec.replicas}");
    assertEquals("4", made);
  }

  @Test
  void a_deployment_deleted_by_hand_is_made_again_from_what_the_cluster_keeps() {
    Release stable = cast.adopted();
    Release candidate = cast.release("2.0", 1);
    cast.route(stable, Optional.empty(), Map.of(stable, 100));
    cast.converge(Map.of(stable, 2, candidate, 1));
    cast.awaitReady(candidate, 1);
    cast.kubectl("delete", "deployment", Names.object("shop", candidate.id()));
    RealCluster.await("it is gone", () -> {
      cast.converge(Map.of(stable, 2, candidate, 1));
      return cast.platform.observe(Cast.TARGET).instances().stream().anyMatch(
          i -> i.id().release().equals(candidate.id()) && i.condition() == Condition.READY);
    });
  }

  @Test
  void an_image_that_does_not_exist_is_named_with_its_code() {
    Release stable = cast.adopted();
    cast.route(stable, Optional.empty(), Map.of(stable, 100));
    var missing = cast.platform.stage(new dev.slipway.core.release.Shipment.PodImage("local/no-such-image:9"));
    Release like = cast.release("9.0", 1);
    Release candidate = new Release(like.id(), like.version(), missing, like.configuration(), like.run());
    cast.converge(Map.of(stable, 2, candidate, 1));
    RealCluster.await("it is told", () -> cast.platform.observe(Cast.TARGET).instances().stream()
        .anyMatch(i -> i.detail().contains("SLW-3220") && i.detail().contains("local/no-such-image:9")));
  }

  @Test
  void a_quota_that_leaves_no_room_is_named_with_its_code() {
    Release stable = cast.adopted();
    cast.route(stable, Optional.empty(), Map.of(stable, 100));
    cast.kubectl("create", "quota", "small", "--hard=pods=2");
    Release candidate = cast.release("2.0", 1);
    RealCluster.await("the quota counts", () -> cast.kubectl("get", "quota", "small", "-o", "jsonpath={.status.used.pods}").equals("2"));
    cast.converge(Map.of(stable, 2, candidate, 1));
    RealCluster.await("it is told", () -> cast.platform.observe(Cast.TARGET).instances().stream()
        .anyMatch(i -> i.detail().contains("SLW-3205") && i.detail().contains("exceeded quota")));
  }
}
