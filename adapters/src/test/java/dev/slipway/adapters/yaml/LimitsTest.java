package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.analysis.Gate;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.rollout.Policy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Triggers and gates, as they are written. */
class LimitsTest {

  @Test
  void triggers_are_read_exactly_as_users_write_them() {
    Policy policy =
        TestPolicies.policy(
            """
            rollback-when:
                  - error-rate > 1% for 5m
                  - p95 > 500ms for 5m
                  - cpu > 90% for 10m
                  - memory > 95% for 5m
                  - failing-health > 50% for 3m
            """);
    assertEquals(
        List.of(
            new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofMinutes(5)), new Trigger(Measure.P95, 500, Duration.ofMinutes(5)),
            new Trigger(Measure.CPU, 0.9, Duration.ofMinutes(10)), new Trigger(Measure.MEMORY, 0.95, Duration.ofMinutes(5)),
            new Trigger(Measure.FAILING_HEALTH, 0.5, Duration.ofMinutes(3))),
        policy.triggers());
  }

  @Test
  void fractions_of_a_percent_are_exact() {
    assertEquals(0.0007, TestPolicies.policy("rollback-when: error-rate > 0.07% for 5m").triggers().getFirst().limit());
    assertEquals(List.of(new Gate(Measure.ERROR_RATE, 0.0029)), TestPolicies.policy("gates: error-rate < 0.29%").judge().gates());
  }

  @Test
  void gates_stand_in_the_environment_or_in_its_strategy() {
    List<Gate> gates =
        List.of(
            new Gate(Measure.ERROR_RATE, 0.001), new Gate(Measure.P95, 200), new Gate(Measure.CPU, 0.7), new Gate(Measure.MEMORY, 0.8));
    String list = "[ error-rate < 0.1%, p95 < 200ms, cpu < 70%, memory < 80% ]";
    for (String form :
        List.of(
            "gates: " + list, "strategy: { canary: [5%, 100%], gates: " + list + " }",
            "strategy: { canary: { bake: 15m, gates: " + list + " } }")) {
      assertEquals(gates, TestPolicies.policy(form).judge().gates(), form);
    }
  }
}
