package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.JudgePolicy.LatencyRule;
import dev.slipway.core.analysis.JudgePolicy.Method;
import dev.slipway.core.analysis.JudgePolicy.Objective;
import dev.slipway.core.analysis.JudgePolicy.Saturation;
import dev.slipway.core.analysis.JudgePolicy.WarmUp;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.evidence.RateRule;
import dev.slipway.core.config.ServiceConfig;
import dev.slipway.core.rollout.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** How an environment says by what its candidates are judged. */
class JudgeTest {

  @Test
  void a_canary_of_four_shares_gets_the_judge_with_every_default() {
    assertEquals(JudgePolicy.DEFAULT, judge("strategy: { canary: [5%, 25%, 50%, 100%] }"));
  }

  @Test
  void without_an_answer_a_canary_holds_and_the_strategies_whose_gate_is_health_go_on() {
    assertEquals(Otherwise.HOLD, judge("strategy: canary").onInconclusive());
    assertEquals(Otherwise.PROMOTE, judge("strategy: blue-green").onInconclusive());
    assertEquals(Otherwise.PROMOTE, judge("strategy: rolling").onInconclusive());
    assertEquals(Otherwise.HOLD, judge("strategy: rolling\n    judge: triggers").onInconclusive());
    assertEquals(Otherwise.ROLLBACK, judge("strategy: rolling\n    judge: { on-inconclusive: rollback }").onInconclusive());
  }

  @Test
  void a_word_names_the_judge() {
    for (Method method : Method.values()) {
      String word = method.name().toLowerCase(Locale.ROOT);
      assertEquals(method, judge("judge: " + word).method());
      assertEquals(method, judge("judge: { method: " + word + " }").method());
    }
  }

  @Test
  void every_number_can_be_set() {
    JudgePolicy judge =
        judge(
            """
            judge:
                  false-alarms: 0.5%
                  false-passes: 2%
                  errors: { worse: 1.5x, floor: 0.25%, harm: 3, harm-floor: 0.5% }
                  latency: { margin: 10% }
                  burst: 5
                  warm-up: { time: 2m, requests: 1000 }
                  least-requests: 200
                  least-coverage: 75%
                  split-tolerance: 20%
                  objective: { availability: 99.95%, harm-share: 2.5%, burn-alerts: false }
                  saturation: { cpu: 250%, memory: 90% }
                  on-inconclusive: promote
                  on-error: rollback
            """);
    assertEquals(
        new JudgePolicy(
            Method.EVIDENCE, 0.005, 0.02, new RateRule(1.5, 0.0025, 3, 0.005), new LatencyRule(true, 5), OptionalDouble.of(5),
            new WarmUp(Duration.ofMinutes(2), 1000), 200, 0.75, 0.2, new Objective(0.9995, 0.025, false),
            new Saturation(OptionalDouble.of(2.5), OptionalDouble.of(0.9)), List.of(), Otherwise.PROMOTE, Otherwise.ROLLBACK, List.of(),
            List.of(), List.of()),
        judge);
  }

  @Test
  void a_margin_of_latency_counts_in_steps_of_two_percent() {
    assertEquals(new LatencyRule(true, 1), judge("judge: { latency: { margin: 2% } }").latency());
    assertEquals(new LatencyRule(true, 35), judge("judge: { latency: { margin: 100% } }").latency());
    assertEquals(new LatencyRule(false, 5), judge("judge: { latency: off }").latency());
  }

  @Test
  void a_warm_up_in_time_alone_is_not_ended_by_requests() {
    WarmUp warmUp = judge("judge: { warm-up: 5m }").warmUp();
    assertEquals(Duration.ofMinutes(5), warmUp.time());
    assertEquals(1_000_000_000_000L, warmUp.requests());
    assertEquals(800, judge("judge: { warm-up: { requests: 800 } }").warmUp().requests());
  }

  @Test
  void resources_can_be_left_out_of_the_judgement() {
    assertEquals(new Saturation(OptionalDouble.empty(), OptionalDouble.empty()), judge("judge: { saturation: off }").saturation());
    assertEquals(
        new Saturation(OptionalDouble.of(0.9), OptionalDouble.empty()),
        judge("judge: { saturation: { cpu: 90%, memory: off } }").saturation());
  }

  @Test
  void an_environment_s_word_and_numbers_win_over_the_service_s_one_by_one() {
    String service = "judge: { false-alarms: 0.1%, errors: { worse: 1.5, harm: 4 }, on-error: rollback }\n";
    JudgePolicy judge = policy(service, "judge: { errors: { worse: 2 } }").judge();
    assertEquals(0.001, judge.alpha());
    assertEquals(new RateRule(2, 0.001, 4, 0.003), judge.errors());
    assertEquals(Otherwise.ROLLBACK, judge.onError());
    assertEquals(Method.TRIGGERS, policy(service, "judge: triggers").judge().method());
    assertEquals(Method.KAYENTA, policy("judge: kayenta\n", "replicas: 3").judge().method());
  }

  private static JudgePolicy judge(String lines) {
    return policy("", lines).judge();
  }

  private static Policy policy(String service, String lines) {
    String text =
        """
        service: shop
        artifact: { process: { file: app.jar, run: java -jar ${artifact} } }
        %senvironments:
          staging:
            listen: 8080
            %s
        """
            .formatted(service, lines.startsWith("strategy:") ? lines : "strategy: canary\n    " + lines);
    ReadResult result = SlipwayYaml.read(text, "slipway.yaml");
    ServiceConfig config = assertInstanceOf(ReadResult.Valid.class, result, result::toString).config();
    return config.environments().get("staging").policy();
  }
}
