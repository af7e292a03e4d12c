package dev.slipway.adapters.yaml;

import dev.slipway.core.analysis.JudgePolicy.LatencyRule;
import dev.slipway.core.analysis.JudgePolicy.Objective;
import dev.slipway.core.analysis.JudgePolicy.Saturation;
import dev.slipway.core.analysis.JudgePolicy.WarmUp;
import dev.slipway.core.analysis.evidence.RateRule;
import dev.slipway.core.traffic.LatencyHistogram;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads those numbers of {@code judge} that belong together: each group is a map of its own. */
final class JudgeNumbers {
  private static final double MOST_FACTOR = 1_000;
  private static final double LEAST_RATE_PERCENT = 0.0001;
  private static final double MOST_RATE_PERCENT = 50;
  private static final double LEAST_MARGIN_PERCENT = 2;
  private static final double MOST_MARGIN_PERCENT = 400;
  private static final double MOST_CPU_PERCENT = 100_000;
  private static final long NEVER_BY_REQUESTS = 1_000_000_000_000L;
  private static final Duration NEVER_BY_TIME = Defaults.MONTH;

  private final Layers judge;

  /** The maps under {@code judge}. */
  JudgeNumbers(Layers judge) {
    this.judge = judge;
  }

  RateRule errors() {
    Layers map = maps("errors", "{ worse: 1.2, floor: 0.1%, harm: 2, harm-floor: 0.3% }");
    RateRule fallback = RateRule.DEFAULT;
    RateRule rule =
        new RateRule(
            map.value("worse").flatMap(v -> ShareForm.number(v, 1, MOST_FACTOR)).orElse(fallback.worse()),
            map.value("floor").flatMap(JudgeNumbers::rate).orElse(fallback.floor()),
            map.value("harm").flatMap(v -> ShareForm.number(v, 1, MOST_FACTOR)).orElse(fallback.harm()),
            map.value("harm-floor").flatMap(JudgeNumbers::rate).orElse(fallback.harmFloor()));
    if (rule.harm() < rule.worse()) {
      notBelow(map, "harm", ShareForm.plain(rule.harm()), "worse", ShareForm.plain(rule.worse()));
    }
    if (rule.harmFloor() < rule.floor()) {
      notBelow(map, "harm-floor", percent(rule.harmFloor()), "floor", percent(rule.floor()));
    }
    return rule;
  }

  private static Optional<Double> rate(Value value) {
    return ShareForm.share(value, LEAST_RATE_PERCENT, MOST_RATE_PERCENT);
  }

  private static void notBelow(Layers map, String upper, String upperIs, String lower, String lowerIs) {
    Value at = map.value(upper).or(() -> map.value(lower)).orElseThrow();
    at.fault(
        Fault.CONTRADICTION,
        at.path() + ": " + upper + " of " + upperIs + " is below " + lower + " of " + lowerIs
            + ", so a candidate in between would pass and fail at once",
        "use at least " + lowerIs + " for " + upper);
  }

  LatencyRule latency() {
    Optional<Value> written = judge.value("latency");
    if (written.filter(ShareForm::isOff).isPresent()) {
      return new LatencyRule(false, LatencyRule.DEFAULT.marginBuckets());
    }
    Optional<Double> margin = maps("latency", "off, or as { margin: 10% }").value("margin")
        .flatMap(v -> ShareForm.share(v, LEAST_MARGIN_PERCENT, MOST_MARGIN_PERCENT));
    return margin.map(m -> new LatencyRule(true, buckets(m))).orElse(LatencyRule.DEFAULT);
  }

  private static int buckets(double margin) {
    return (int) Math.max(1, Math.round(Math.log1p(margin) / Math.log(LatencyHistogram.GAMMA)));
  }

  /** What is not written does not end it: who asks for five minutes gets five minutes, however many requests come. */
  WarmUp warmUp() {
    Optional<Value> written = judge.value("warm-up");
    if (written.isEmpty()) {
      return WarmUp.DEFAULT;
    }
    if (written.get().node() instanceof Node.Scalar) {
      return written.get().duration(Defaults.NONE, Defaults.DAY).map(t -> new WarmUp(t, NEVER_BY_REQUESTS)).orElse(WarmUp.DEFAULT);
    }
    Layers map = maps("warm-up", "60s, or as { time: 60s, requests: 500 }");
    Optional<Duration> time = map.value("time").flatMap(v -> v.duration(Defaults.NONE, Defaults.DAY));
    Optional<Integer> requests = map.value("requests").flatMap(v -> v.whole(0, 999_999_999));
    return time.isEmpty() && requests.isEmpty() ? WarmUp.DEFAULT
        : new WarmUp(time.orElse(NEVER_BY_TIME), requests.map(Integer::longValue).orElse(NEVER_BY_REQUESTS));
  }

  Objective objective() {
    Layers map = maps("objective", "{ availability: 99.9%, harm-share: 1%, burn-alerts: true }");
    Objective fallback = Objective.DEFAULT;
    return new Objective(
        map.value("availability").flatMap(v -> ShareForm.share(v, 50, 99.9999)).orElse(fallback.availability()),
        map.value("harm-share").flatMap(v -> ShareForm.share(v, LEAST_RATE_PERCENT, 100)).orElse(fallback.harmShare()),
        map.value("burn-alerts").flatMap(Value::truth).orElse(fallback.burnAlerts()));
  }

  Saturation saturation() {
    if (judge.value("saturation").filter(ShareForm::isOff).isPresent()) {
      return new Saturation(OptionalDouble.empty(), OptionalDouble.empty());
    }
    Layers map = maps("saturation", "{ cpu: 90%, memory: 95% }");
    Saturation fallback = Saturation.DEFAULT;
    return new Saturation(
        map.value("cpu").flatMap(v -> ShareForm.shareOrOff(v, 1, MOST_CPU_PERCENT)).orElse(fallback.cpu()),
        map.value("memory").flatMap(v -> ShareForm.shareOrOff(v, 1, 99.99)).orElse(fallback.memory()));
  }

  /** The maps of a group; what is no map is told once. */
  private Layers maps(String key, String example) {
    judge.sections().forEach(s -> s.value(key).filter(v -> !ShareForm.isOff(v)).ifPresent(v -> v.section(example)));
    return judge.under(key);
  }

  private static String percent(double share) {
    return ShareForm.spell(Math.round(share * 1e8) / 1e6);
  }
}
