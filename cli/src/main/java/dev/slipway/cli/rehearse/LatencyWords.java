package dev.slipway.cli.rehearse;

import dev.slipway.simulator.rehearsal.LatencyShape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The latencies in a conduct, as {@code p95=+30%}: one moves the whole distribution, two also set how wide it is. */
final class LatencyWords {
  static final Map<String, Double> QUANTILES = Map.of("p50", 0.5, "p95", 0.95, "p99", 0.99);

  private static final Pattern MILLIS = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,3})?)(ms|s)");
  private static final double LEAST_MILLIS = 0.1;
  private static final double MOST_MILLIS = 60_000;
  private static final double LEAST_SIGMA = 0.05;
  private static final double MOST_SIGMA = 2.5;

  private final LatencyShape baseline;
  private final Function<String, RuntimeException> wrong;
  private final Map<String, Double> millis = new LinkedHashMap<>();

  LatencyWords(LatencyShape baseline, Function<String, RuntimeException> wrong) {
    this.baseline = baseline;
    this.wrong = wrong;
  }

  void read(String name, String value) {
    Matcher absolute = MILLIS.matcher(value);
    Matcher relative = ConductForm.SHARE.matcher(value);
    double at;
    if (absolute.matches()) {
      at = Double.parseDouble(absolute.group(1)) * (absolute.group(2).equals("s") ? 1000 : 1);
    } else if (relative.matches() && !relative.group(1).isEmpty()) {
      at = ConductForm.relative(relative, baseline.quantileMillis(quantile(name)));
    } else {
      throw wrong.apply(name + "=" + value + " is not a latency");
    }
    if (!(at >= LEAST_MILLIS && at <= MOST_MILLIS)) {
      throw wrong.apply(name + "=" + value + " is not between 0.1ms and 60s");
    }
    if (millis.put(name, at) != null) {
      throw wrong.apply(name + " is named twice");
    }
  }

  /** What all of them come to. */
  LatencyShape shape() {
    if (millis.isEmpty()) {
      return baseline;
    }
    if (millis.size() > 2) {
      throw wrong.apply("two latencies already say all there is to a lognormal distribution");
    }
    Map.Entry<String, Double> one = millis.entrySet().iterator().next();
    if (millis.size() == 1) {
      return baseline.slower(one.getValue() / baseline.quantileMillis(quantile(one.getKey())));
    }
    double z = score(one.getKey());
    Map.Entry<String, Double> two = millis.entrySet().stream().skip(1).findFirst().orElseThrow();
    double sigma = Math.log(two.getValue() / one.getValue()) / (score(two.getKey()) - z);
    if (!(sigma >= LEAST_SIGMA && sigma <= MOST_SIGMA)) {
      throw wrong.apply("no distribution has these two latencies");
    }
    return new LatencyShape(one.getValue() / Math.exp(sigma * z), sigma);
  }

  private static double quantile(String name) {
    return QUANTILES.getOrDefault(name, 0.5);
  }

  private static double score(String name) {
    return Math.log(new LatencyShape(1, 1).quantileMillis(quantile(name)));
  }
}
