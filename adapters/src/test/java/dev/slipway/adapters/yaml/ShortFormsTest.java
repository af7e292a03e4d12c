package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.check.When;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.ServiceConfig;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.strategy.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The forms in which the rollout of an environment may be written. */
class ShortFormsTest {
  private static final String SMALLEST =
      """
      service: shop
      artifact: { process: { file: app.jar, run: java -jar ${artifact} } }
      environments: { staging: { listen: 8080 } }
      """;

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
        new Strategy.Rolling(1, 0, Duration.ZERO), stagingWith("strategy: { rolling: { batch: 50%, surge: 0, bake: 0s } }").policy()
            .strategy());
    assertEquals(new Strategy.BlueGreen(Duration.ofSeconds(90)), stagingWith("strategy: { blue-green: { bake: 1m30s } }").policy()
        .strategy());
  }

  @Test
  void a_step_may_have_its_own_bake_and_wait_for_a_person() {
    Policy policy = stagingWith("strategy: { canary: { steps: [ { weight: 5%, bake: 10m, hold: true }, 100% ], bake: 2m } }").policy();
    assertEquals(
        new Strategy.Canary(List.of(new Strategy.CanaryStep(5, Duration.ofMinutes(10), true), step(100, Duration.ofMinutes(2)))),
            policy.strategy());
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
    assertEquals("HEAD /a?b=c → 2xx or 3xx under 5 s", policy.asked(When.LIVE).getFirst().spelled());
    assertEquals(Otherwise.ROLLBACK, policy.onNoData());
  }

  @Test
  void anchors_and_a_byte_order_mark_are_harmless() {
    ServiceConfig config =
        valid("\uFEFF" + SMALLEST.replace("{ staging: { listen: 8080 } }",
            "{ a: { listen: 1, env: &e { X: y } }, b: { listen: 2, env: *e } }"));
    assertEquals(Map.of("X", "y"), config.environments().get("b").environment());
  }

  private static Strategy.CanaryStep step(int weight, Duration bake) {
    return new Strategy.CanaryStep(weight, bake, false);
  }

  private static EnvironmentConfig stagingWith(String lines) {
    return staging(SMALLEST.replace("environments: { staging: { listen: 8080 } }", "environments:\n  staging:\n    listen: 8080\n    "
        + lines));
  }

  private static EnvironmentConfig staging(String text) {
    return valid(text).environments().get("staging");
  }

  private static ServiceConfig valid(String text) {
    ReadResult result = SlipwayYaml.read(text, "slipway.yaml");
    return assertInstanceOf(ReadResult.Valid.class, result, result::toString).config();
  }
}
