package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.check.When;
import dev.slipway.core.config.Artifact;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.ServiceConfig;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.TargetSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlipwayYamlTest {
  private static final String DESIGN =
      """
      service: shop
      artifact:
        process: { file: dist/shop-${version}.jar, run: java -jar ${artifact} --port ${port} }
      health: { ready: /ready, live: /live }
      environments:
        staging:    { platform: process, replicas: 2, router: embedded, listen: 8080, strategy: blue-green }
        production:
          platform: process
          replicas: 4
          listen: 0.0.0.0:80
          strategy:
            canary: { steps: [5%, 25%, 50%, 100%], bake: 15m, progress-deadline: 30m, keep-stable: 24h }
          rollback-when:
            - error-rate > 1% for 5m
            - p95 > 500ms for 5m
            - cpu > 90% for 10m
            - failing-health > 50% for 3m
          validate: [ { get: /api/orders, status: 200, under: 300ms } ]
      """;

  private static final JudgePolicy SHOWN_ON_HEALTH = TestPolicies.onInconclusive(Otherwise.PROMOTE);
  private static final String SMALLEST =
      """
      service: shop
      artifact: { process: { file: app.jar, run: java -jar ${artifact} } }
      environments: { staging: { listen: 8080 } }
      """;

  @Test
  void the_example_of_the_design_means_what_it_says() {
    ServiceConfig config = valid(DESIGN);
    assertEquals("shop", config.service());
    assertEquals(List.of("staging", "production"), List.copyOf(config.environments().keySet()));
    EnvironmentConfig production = config.environments().get("production");
    assertEquals(new Artifact("dist/shop-${version}.jar", "java -jar ${artifact} --port ${port}"), production.artifact());
    assertEquals(4, production.instances());
    assertEquals(Optional.of("/ready"), production.health().ready());
    assertEquals(Optional.of("/live"), production.health().live());
    assertEquals(new Endpoint("0.0.0.0", 80), production.settings().listen());
    Policy policy = production.policy();
    Duration bake = Duration.ofMinutes(15);
    assertEquals(new Strategy.Canary(List.of(step(5, bake), step(25, bake), step(50, bake), step(100, bake))), policy.strategy());
    assertEquals(Duration.ofMinutes(30), policy.progressDeadline());
    assertEquals(Duration.ofHours(24), policy.keepStable());
    assertEquals(
        List.of(
            new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofMinutes(5)),
            new Trigger(Measure.P95, 500, Duration.ofMinutes(5)),
            new Trigger(Measure.CPU, 0.9, Duration.ofMinutes(10)),
            new Trigger(Measure.FAILING_HEALTH, 0.5, Duration.ofMinutes(3))),
        policy.triggers());
    assertEquals("GET /api/orders → 200 under 300 ms", policy.asked(When.PREVIEW).getFirst().spelled());
  }

  @Test
  void what_is_not_said_has_a_default() {
    EnvironmentConfig staging = staging(SMALLEST);
    assertEquals(2, staging.instances());
    assertEquals(Map.of(), staging.environment());
    assertEquals(HealthSpec.portOnly(), staging.health());
    assertEquals(Duration.ofSeconds(10), staging.stopGrace());
    assertEquals(Optional.empty(), staging.memoryLimitBytes());
    assertEquals(
        new TargetSettings(new Endpoint("127.0.0.1", 8080), Optional.empty(), Optional.empty(), Duration.ofSeconds(30)),
            staging.settings());
    assertEquals(
        new Policy(
            new Strategy.BlueGreen(Duration.ofSeconds(30)),
            List.of(new Trigger(Measure.FAILING_HEALTH, 0.5, Duration.ofSeconds(10))),
            List.of(), Duration.ofHours(1), Duration.ofMinutes(10), Otherwise.HOLD,
            SHOWN_ON_HEALTH, List.of(), List.of(), List.of()),
        staging.policy());
  }

  @Test
  void an_environment_adds_to_what_is_said_for_the_service_and_wins_over_it() {
    EnvironmentConfig production =
        valid(
                """
                service: shop
                artifact: { process: { file: a.jar, run: java -jar ${artifact} } }
                health: { ready: /ready, interval: 2s }
                env: { LOG: info, BUILD: 1.10, ON: true, SELF: v${version} }
                environments:
                  production:
                    listen: "[::]:8443"
                    artifact: { process: { run: java -Xmx1g -jar ${artifact} } }
                    health: { ready: /up, startup-deadline: 20m }
                    env: { LOG: warn }
                    memory: 1.5GiB
                    stop-grace: 500ms
                    tls: { certificate: c.pem, key: k.pem }
                    sticky: { header: X-User }
                """)
            .environments()
            .get("production");
    assertEquals(new Artifact("a.jar", "java -Xmx1g -jar ${artifact}"), production.artifact());
    assertEquals(Map.of("LOG", "warn", "BUILD", "1.10", "ON", "true", "SELF", "v${version}"), production.environment());
    assertEquals(Optional.of("/up"), production.health().ready());
    assertEquals(Duration.ofSeconds(2), production.health().interval());
    assertEquals(Duration.ofMinutes(40), production.policy().progressDeadline());
    assertEquals(Optional.of(CheckSpec.usual()), production.policy().validation());
    assertEquals(Optional.of(1_610_612_736L), production.memoryLimitBytes());
    assertEquals(Duration.ofMillis(500), production.stopGrace());
    assertEquals(new Endpoint("::", 8443), production.settings().listen());
    assertEquals(Optional.of(new TargetSettings.Tls("c.pem", "k.pem")), production.settings().tls());
    assertEquals(Optional.of(new TargetSettings.Sticky.Header("X-User")), production.settings().sticky());
  }

  private static Strategy.CanaryStep step(int weight, Duration bake) {
    return new Strategy.CanaryStep(weight, bake, false);
  }

  private static EnvironmentConfig staging(String text) {
    return valid(text).environments().get("staging");
  }

  private static ServiceConfig valid(String text) {
    ReadResult result = SlipwayYaml.read(text, "slipway.yaml");
    return assertInstanceOf(ReadResult.Valid.class, result, result::toString).config();
  }
}
