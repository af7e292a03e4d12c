package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.rollout.Policy;

/** Policies and judges as a test writes or expects them. */
final class TestPolicies {
  private TestPolicies() {}

  /** The default one, but for what a bake without an answer leads to. */
  static JudgePolicy onInconclusive(Otherwise then) {
    JudgePolicy d = JudgePolicy.DEFAULT;
    return new JudgePolicy(
        d.method(), d.alpha(), d.beta(), d.errors(), d.latency(), d.burst(), d.warmUp(), d.leastRequests(), d.leastCoverage(),
        d.splitTolerance(), d.objective(), d.saturation(), d.gates(), then, d.onError(), d.metrics(), d.sources(),
        d.metricTriggers());
  }

  /** Of a valid file whose environment has these lines, the first of which is indented already. */
  static Policy policy(String lines) {
    String text =
        """
        service: shop
        artifact: { process: { file: app.jar, run: java -jar ${artifact} } }
        environments:
          staging:
            listen: 8080
            %s
        """;
    return read(text.formatted(lines), "staging");
  }

  /** Of one environment of a valid file. */
  static JudgePolicy judge(String text, String environment) {
    return read(text, environment).judge();
  }

  private static Policy read(String text, String environment) {
    ReadResult result = SlipwayYaml.read(text, "slipway.yaml");
    return assertInstanceOf(ReadResult.Valid.class, result, result::toString).config().environments().get(environment).policy();
  }
}
