package dev.slipway.adapters.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.kubernetes.readiness.Around;
import dev.slipway.adapters.kubernetes.readiness.Finding;
import dev.slipway.adapters.kubernetes.readiness.Readiness;
import dev.slipway.core.release.Release;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.KubernetesPlace;
import dev.slipway.core.traffic.RouterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With exactly the Role that is printed a whole rollout works; without a right, its verb and resource are named. */
final class RightsTest {
  @TempDir Path folder;
  private Cast cast;
  private Clusters limited;

  @BeforeEach
  void open() {
    cast = new Cast("rights", 1);
    limited = new Clusters(InstantSource.system(), System::nanoTime);
  }

  @AfterEach
  void close() {
    limited.close();
    cast.close();
  }

  private RouterSpec.Kubernetes as(String account) throws IOException {
    return Accounts.spec(folder, cast.spec, account);
  }

  @Test
  void a_whole_rollout_works_with_exactly_the_role_that_is_printed() throws IOException {
    Path role = Files.writeString(folder.resolve("role.yaml"), Rbac.text(cast.spec));
    cast.kubectl("apply", "-f", role.toString());
    RouterSpec.Kubernetes spec = as("slipway");
    Cast rollout = new Cast(cast, limited, spec);
    cast.kubectl("autoscale", "deployment", "shop", "--min=1", "--max=9");
    Release stable = rollout.adopted();
    Release candidate = rollout.release("2.0", 1);
    rollout.route(stable, Optional.of(candidate), Map.of(stable, 100));
    rollout.converge(Map.of(stable, 1, candidate, 1));
    rollout.awaitReady(candidate, 1);
    rollout.route(candidate, Optional.empty(), Map.of(candidate, 100, stable, 0));
    RealCluster.await("it serves", () -> rollout.pods(candidate).equals(rollout.endpoints("shop")));
    assertEquals(Names.object("shop", candidate.id()), scaled(), "the autoscaler follows the traffic");
    rollout.converge(Map.of(candidate, 1));
    rollout.platform.sweep(Set.of(candidate.artifact()));
    assertTrue(rollout.platform.logs(Cast.TARGET, new dev.slipway.core.rollout.InstanceId(candidate.id(), 0), Optional.empty(), 5)
        .lines().size() <= 5);
    rollout.router.remove(Cast.TARGET, 1);
    assertEquals("shop", scaled());
    rollout.platform.converge(Cast.TARGET, new LinkedHashMap<>(), Set.of(), 1);
  }

  private String scaled() {
    return cast.kubectl("get", "hpa", "shop", "-o", "jsonpath={.spec.scaleTargetRef.name}");
  }

  @Test
  void a_right_that_is_missing_is_named_by_verb_and_resource() throws IOException {
    OutsideException refused = assertThrows(OutsideException.class, () -> limited.platform(as("default")).observe(Cast.TARGET));
    assertEquals("SLW-3204", refused.code());
    assertTrue(refused.said().contains("\"list\"") && refused.said().contains("\"deployments\""), refused.said());
  }

  @Test
  void readiness_says_which_rights_a_rollout_lacks_and_what_it_could_not_look_at() throws IOException {
    cast.kubectl("create", "role", "reader", "--verb=get", "--resource=deployments.apps");
    cast.kubectl("create", "rolebinding", "reader", "--role=reader", "--serviceaccount=" + cast.namespace + ":default");
    List<Finding> all = Readiness.of(limited.facts(as("default")), new Around(List.of(), List.of()), Instant.EPOCH);
    Finding rights = all.stream().filter(f -> f.check().equals("slipway-rights")).findFirst().orElseThrow();
    assertTrue(rights.found().contains("patch services") && !rights.found().contains("get deployments"), rights.found());
    Finding quota = all.stream().filter(f -> f.check().equals("quota")).findFirst().orElseThrow();
    assertTrue(quota.outcome() == Finding.Outcome.UNDECIDED && quota.found().contains("\"resourcequotas\""), quota.found());
  }

  @Test
  void an_unknown_context_is_refused_with_those_there_are() {
    RouterSpec.Kubernetes spec = new RouterSpec.Kubernetes(
        new KubernetesPlace(Optional.of(RealCluster.file()), Optional.of("production"), cast.namespace), "shop", Optional.empty(), "shop",
        cast.spec.way());
    OutsideException refused = assertThrows(OutsideException.class, () -> limited.platform(spec).observe(Cast.TARGET));
    assertEquals("SLW-3202", refused.code());
    assertTrue(refused.said().contains("production") && refused.said().contains("test"), refused.said());
  }

  @Test
  void a_deployment_that_is_not_there_is_told_with_the_nearest_name() {
    RouterSpec.Kubernetes spec = new RouterSpec.Kubernetes(
        new KubernetesPlace(Optional.of(RealCluster.file()), Optional.empty(), cast.namespace), "shopp", Optional.empty(), "shop",
        cast.spec.way());
    OutsideException refused = assertThrows(OutsideException.class, () -> limited.platform(spec).check());
    assertEquals("SLW-3212", refused.code());
    assertTrue(refused.said().contains("Did you mean shop?"), refused.said());
  }
}
