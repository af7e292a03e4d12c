package dev.slipway.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.TargetSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseResolverTest {
  private static final Digest BYTES = new Digest("ab".repeat(32));
  private static final Digest OTHER_BYTES = new Digest("cd".repeat(32));

  @Test
  void the_same_bytes_and_configuration_are_the_same_release() {
    Release first = ReleaseResolver.resolve(environment("run ${artifact}", Map.of("A", "1", "B", "2"), 2), "1.4.0", BYTES);
    Release again = ReleaseResolver.resolve(environment("run ${artifact}", Map.of("B", "2", "A", "1"), 2), "1.4.0", BYTES);
    assertEquals(first, again);
    assertTrue(first.id().value().matches("1\\.4\\.0-[0-9a-f]{8}"), first.id().value());
    assertEquals("shop-1.4.0.jar", first.run().artifactName());
  }

  @Test
  void other_bytes_or_another_configuration_is_another_release() {
    Release first = ReleaseResolver.resolve(environment("run ${artifact}", Map.of(), 2), "1.4.0", BYTES);
    for (Release other :
        List.of(
            ReleaseResolver.resolve(environment("run ${artifact}", Map.of(), 2), "1.4.0", OTHER_BYTES),
            ReleaseResolver.resolve(environment("run ${artifact} -v", Map.of(), 2), "1.4.0", BYTES),
            ReleaseResolver.resolve(environment("run ${artifact}", Map.of("A", "1"), 2), "1.4.0", BYTES),
            ReleaseResolver.resolve(environment("run ${artifact}", Map.of(), 3), "1.4.0", BYTES))) {
      assertNotEquals(first.id(), other.id());
      assertFalse(first.sameContent(other));
    }
  }

  @Test
  void another_address_alone_is_another_release_so_that_it_comes_into_force() {
    EnvironmentConfig one = environment("run ${artifact}", Map.of(), 2);
    TargetSettings moved = new TargetSettings(new Endpoint("127.0.0.1", 8081), one.settings().tls(), one.settings().sticky(),
        Duration.ZERO);
    EnvironmentConfig two =
        new EnvironmentConfig(
            one.name(), one.artifact(), one.instances(), one.environment(), one.health(), one.stopGrace(), one.memoryLimitBytes(), moved,
                one.policy(), one.gates());
    assertFalse(ReleaseResolver.resolve(one, "1", BYTES).sameContent(ReleaseResolver.resolve(two, "1", BYTES)));
  }

  @Test
  void a_version_alone_makes_no_other_content_unless_the_instance_gets_to_see_it() {
    EnvironmentConfig blind = environment("run ${artifact}", Map.of(), 2);
    assertTrue(ReleaseResolver.resolve(blind, "1.0", BYTES).sameContent(ReleaseResolver.resolve(blind, "1.1", BYTES)));
    for (EnvironmentConfig seeing : List.of(environment("run ${artifact} ${version}", Map.of(), 2),
        environment("run ${artifact}", Map.of("V", "v${version}"), 2))) {
      assertFalse(ReleaseResolver.resolve(seeing, "1.0", BYTES).sameContent(ReleaseResolver.resolve(seeing, "1.1", BYTES)));
    }
    assertEquals(Map.of("V", "v1.0"), ReleaseResolver.resolve(environment("run", Map.of("V", "v${version}"), 1), "1.0", BYTES).run()
        .environment());
  }

  @Test
  void values_cannot_flow_into_each_other() {
    Release one = ReleaseResolver.resolve(environment("run", Map.of("A", "1\nenv B 1 2"), 1), "1", BYTES);
    Release two = ReleaseResolver.resolve(environment("run", Map.of("A", "1", "B", "2"), 1), "1", BYTES);
    assertNotEquals(one.configuration(), two.configuration());
  }

  @Test
  void any_version_gives_a_name_that_is_safe_for_a_file() {
    EnvironmentConfig environment = environment("run", Map.of(), 1);
    assertTrue(ReleaseResolver.resolve(environment, "feature/x:1", BYTES).id().value().startsWith("feature_x_1-"));
    assertEquals(109, ReleaseResolver.resolve(environment, "1".repeat(128), BYTES).id().value().length());
    for (String bad : List.of("", "../../etc/passwd", "a/../b", "-rf", "a b", "a;b", "$(x)", "1".repeat(129))) {
      assertFalse(ReleaseResolver.isVersion(bad), bad);
      assertThrows(IllegalArgumentException.class, () -> ReleaseResolver.resolve(environment, bad, BYTES));
    }
  }

  @Test
  void the_files_of_tls_are_found_from_the_folder_of_the_file() {
    TargetSettings settings = environment("run", Map.of(), 1).settingsFrom(Path.of("/srv/shop"));
    assertEquals(Optional.of(new TargetSettings.Tls("/srv/shop/chain.pem", "/etc/key.pem")), settings.tls());
  }

  private static EnvironmentConfig environment(String run, Map<String, String> variables, int instances) {
    Policy policy =
        new Policy(
            new Strategy.BlueGreen(Duration.ZERO), List.of(), List.of(), Duration.ZERO, Duration.ofMinutes(1), Otherwise.HOLD,
            JudgePolicy.TRIGGERS,
                List.of(), List.of(), List.of());
    TargetSettings settings =
        new TargetSettings(
            new Endpoint("127.0.0.1", 8080), Optional.of(new TargetSettings.Tls("chain.pem", "/etc/key.pem")), Optional.empty(),
                Duration.ZERO);
    return new EnvironmentConfig(
        "staging", new Artifact("dist/shop-${version}.jar", run), instances, variables, HealthSpec.portOnly(), Duration.ofSeconds(1),
            Optional.empty(), settings, policy, List.of());
  }
}
