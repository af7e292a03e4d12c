package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.check.Check;
import dev.slipway.core.config.Artifact;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.ServiceConfig;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.TargetSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertEquals(List.of(new Check("GET", "/api/orders", Optional.of(200), Duration.ofMillis(300), Optional.empty())), policy.checks());
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
        new TargetSettings(new Endpoint("127.0.0.1", 8080), Optional.empty(), Optional.empty(), Duration.ofSeconds(30)), staging.settings());
    assertEquals(
        new Policy(
            new Strategy.BlueGreen(Duration.ofSeconds(30)),
            List.of(new Trigger(Measure.FAILING_HEALTH, 0.5, Duration.ofSeconds(10))),
            List.of(), Duration.ofHours(1), Duration.ofMinutes(10), Policy.OnNoData.HOLD, List.of(), List.of(), List.of()),
        staging.policy());
  }

  @Test
  void a_default_bake_is_long_enough_for_the_triggers_to_see_something() {
    EnvironmentConfig staging = stagingWith("rollback-when: error-rate > 1% for 5m");
    assertEquals(new Strategy.BlueGreen(Duration.ofMinutes(1)), staging.policy().strategy());
    assertEquals(List.of(Measure.ERROR_RATE, Measure.FAILING_HEALTH), staging.policy().triggers().stream().map(Trigger::measure).toList());
  }

  @Test
  void strategies_have_short_forms() {
    Duration minute = Duration.ofMinutes(1);
    Strategy canary = new Strategy.Canary(List.of(step(5, minute), step(25, minute), step(50, minute), step(100, minute)));
    assertEquals(canary, stagingWith("strategy: canary").policy().strategy());
    assertEquals(canary, stagingWith("strategy: { canary: {} }").policy().strategy());
    assertEquals(canary, stagingWith("strategy: { canary: [5%, 25, \"50 %\", 100%] }").policy().strategy());
    assertEquals(new Strategy.Rolling(1, 1, Duration.ofSeconds(10)), stagingWith("strategy: rolling").policy().strategy());
    assertEquals(Duration.ZERO, stagingWith("strategy: rolling").policy().keepStable());
    assertEquals(
        new Strategy.Rolling(1, 0, Duration.ZERO), stagingWith("strategy: { rolling: { batch: 50%, surge: 0, bake: 0s } }").policy().strategy());
    assertEquals(new Strategy.BlueGreen(Duration.ofSeconds(90)), stagingWith("strategy: { blue-green: { bake: 1m30s } }").policy().strategy());
  }

  @Test
  void a_step_may_have_its_own_bake_and_wait_for_a_person() {
    Policy policy = stagingWith("strategy: { canary: { steps: [ { weight: 5%, bake: 10m, hold: true }, 100% ], bake: 2m } }").policy();
    assertEquals(
        new Strategy.Canary(List.of(new Strategy.CanaryStep(5, Duration.ofMinutes(10), true), step(100, Duration.ofMinutes(2)))), policy.strategy());
  }

  @Test
  void deadline_and_keep_stable_may_stand_in_three_places() {
    for (String form :
        List.of(
            "progress-deadline: 3m\n    keep-stable: 2h\n    strategy: canary",
            "strategy: { canary: [50%, 100%], progress-deadline: 3m, keep-stable: 2h }",
            "strategy: { canary: { progress-deadline: 3m, keep-stable: 2h } }")) {
      Policy policy = stagingWith(form).policy();
      assertEquals(Duration.ofMinutes(3), policy.progressDeadline(), form);
      assertEquals(Duration.ofHours(2), policy.keepStable(), form);
    }
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
    assertEquals(List.of(Check.get("/up")), production.policy().checks());
    assertEquals(Optional.of(1_610_612_736L), production.memoryLimitBytes());
    assertEquals(Duration.ofMillis(500), production.stopGrace());
    assertEquals(new Endpoint("::", 8443), production.settings().listen());
    assertEquals(Optional.of(new TargetSettings.Tls("c.pem", "k.pem")), production.settings().tls());
    assertEquals(Optional.of(new TargetSettings.Sticky.Header("X-User")), production.settings().sticky());
  }

  @Test
  void hooks_and_checks_take_one_or_many() {
    Policy policy =
        stagingWith(
                """
                hooks:
                      before: ./bin/migrate.sh --all
                      after: [ { name: warm, run: curl -f localhost, timeout: 30s, idempotent: true } ]
                    validate: { head: /a?b=c }
                    on-no-data: rollback
                """)
            .policy();
    assertEquals(List.of(new Policy.Hook("migrate.sh", "./bin/migrate.sh --all", Duration.ofMinutes(5), false)), policy.before());
    assertEquals(List.of(new Policy.Hook("warm", "curl -f localhost", Duration.ofSeconds(30), true)), policy.after());
    assertEquals(List.of(new Check("HEAD", "/a?b=c", Optional.empty(), Duration.ofSeconds(5), Optional.empty())), policy.checks());
    assertEquals(Policy.OnNoData.ROLLBACK, policy.onNoData());
  }

  @Test
  void anchors_and_a_byte_order_mark_are_harmless() {
    ServiceConfig config =
        valid("\uFEFF" + SMALLEST.replace("{ staging: { listen: 8080 } }", "{ a: { listen: 1, env: &e { X: y } }, b: { listen: 2, env: *e } }"));
    assertEquals(Map.of("X", "y"), config.environments().get("b").environment());
  }

  @Test
  void what_cannot_be_read_is_a_problem_like_any_other(@TempDir Path folder) throws IOException {
    assertEquals("SLW-1001", only(SlipwayYaml.read(folder.resolve("absent.yaml"))).code());
    assertEquals("SLW-1001", only(SlipwayYaml.read(folder)).code());
    Path huge = Files.writeString(folder.resolve("huge.yaml"), "#".repeat(1 << 20) + "\n");
    assertTrue(only(SlipwayYaml.read(huge)).message().contains("larger than 1 MiB"));
    assertTrue(only(SlipwayYaml.read("#".repeat((1 << 20) + 1), "x")).message().contains("larger than 1 MiB"));
  }

  @Test
  void a_file_without_permission_says_so(@TempDir Path folder) throws IOException {
    Path locked = Files.writeString(folder.resolve("slipway.yaml"), SMALLEST);
    assumeFalse(!locked.toFile().setReadable(false) || Files.isReadable(locked), "this user may read everything");
    assertTrue(only(SlipwayYaml.read(locked)).message().contains("may not read"));
  }

  @Test
  void a_problem_reads_as_one_line() {
    Problem problem = new Problem("SLW-1003", "slipway.yaml", 12, 7, "unknown key \"strategey\" in environments.staging", "did you mean \"strategy\"?");
    assertEquals(
        "slipway.yaml:12:7 SLW-1003 unknown key \"strategey\" in environments.staging: did you mean \"strategy\"? Nothing was changed.", problem.render());
  }

  private static Strategy.CanaryStep step(int weight, Duration bake) {
    return new Strategy.CanaryStep(weight, bake, false);
  }

  private static Problem only(ReadResult result) {
    List<Problem> problems = assertInstanceOf(ReadResult.Invalid.class, result).problems();
    assertEquals(1, problems.size(), problems.toString());
    return problems.getFirst();
  }

  private static EnvironmentConfig stagingWith(String lines) {
    return staging(SMALLEST.replace("environments: { staging: { listen: 8080 } }", "environments:\n  staging:\n    listen: 8080\n    " + lines));
  }

  private static EnvironmentConfig staging(String text) {
    return valid(text).environments().get("staging");
  }

  private static ServiceConfig valid(String text) {
    ReadResult result = SlipwayYaml.read(text, "slipway.yaml");
    return assertInstanceOf(ReadResult.Valid.class, result, result::toString).config();
  }
}
