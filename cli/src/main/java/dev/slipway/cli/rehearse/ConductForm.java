package dev.slipway.cli.rehearse;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.simulator.rehearsal.Conduct;
import dev.slipway.simulator.rehearsal.LatencyShape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code errors=2% p95=+30%}: how a release answers. One latency moves the whole distribution; two also set how wide it is. What is
 * not named is as the baseline has it.
 */
public final class ConductForm {
  private static final Pattern SHARE = Pattern.compile("([+-]?)(\\d{1,4}(?:\\.\\d{1,6})?)%");
  private static final Pattern MILLIS = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,3})?)(ms|s)");
  private static final Pattern WORD = Pattern.compile("(errors|p50|p95|p99)=(\\S+)");
  private static final double LEAST_MILLIS = 0.1;
  private static final double MOST_MILLIS = 60_000;
  private static final double LEAST_SIGMA = 0.05;
  private static final double MOST_SIGMA = 2.5;
  private static final Map<String, Double> QUANTILES = Map.of("p50", 0.5, "p95", 0.95, "p99", 0.99);

  /** What a release does of which nothing is said: a thousandth fails, and 95 % take at most 120 ms. */
  public static final Conduct USUAL =
      new Conduct(0.001, new LatencyShape(120 / Math.exp(LatencyShape.USUAL_SIGMA * 1.6448536269514722), LatencyShape.USUAL_SIGMA));

  private final String option;
  private final String text;
  private final Conduct baseline;

  private ConductForm(String option, String text, Conduct baseline) {
    this.option = option;
    this.text = text;
    this.baseline = baseline;
  }

  /**
   * Reads.
   *
   * @param option for messages, as {@code --candidate}
   * @param baseline what relative values are relative to
   */
  public static Conduct read(String option, String text, Conduct baseline) {
    return new ConductForm(option, text, baseline).conduct();
  }

  private Conduct conduct() {
    Optional<Double> errors = Optional.empty();
    Map<String, Double> latencies = new LinkedHashMap<>();
    for (String word : text.strip().split("[\\s,]+")) {
      Matcher m = WORD.matcher(word);
      if (!m.matches()) {
        throw wrong("\"" + word + "\" is not understood");
      }
      if (m.group(1).equals("errors")) {
        errors = Optional.of(errors(m.group(2)));
      } else if (latencies.put(m.group(1), millis(m.group(1), m.group(2))) != null) {
        throw wrong(m.group(1) + " is named twice");
      }
    }
    return new Conduct(errors.orElse(baseline.errorRate()), shape(latencies));
  }

  private double errors(String value) {
    Matcher m = SHARE.matcher(value);
    if (!m.matches()) {
      throw wrong("errors=" + value + " is not a share");
    }
    double share = Double.parseDouble(m.group(2)) / 100;
    double errors = m.group(1).isEmpty() ? share : baseline.errorRate() * (m.group(1).equals("+") ? 1 + share : 1 - share);
    if (errors < 0 || errors > 1) {
      throw wrong("errors=" + value + " is not between 0% and 100%");
    }
    return errors;
  }

  private double millis(String name, String value) {
    Matcher absolute = MILLIS.matcher(value);
    Matcher relative = SHARE.matcher(value);
    double millis;
    if (absolute.matches()) {
      millis = Double.parseDouble(absolute.group(1)) * (absolute.group(2).equals("s") ? 1000 : 1);
    } else if (relative.matches() && !relative.group(1).isEmpty()) {
      double share = Double.parseDouble(relative.group(2)) / 100;
      millis = baseline.latency().quantileMillis(QUANTILES.getOrDefault(name, 0.5)) * (relative.group(1).equals("+") ? 1 + share
          : 1 - share);
    } else {
      throw wrong(name + "=" + value + " is not a latency");
    }
    if (!(millis >= LEAST_MILLIS && millis <= MOST_MILLIS)) {
      throw wrong(name + "=" + value + " is not between 0.1ms and 60s");
    }
    return millis;
  }

  private LatencyShape shape(Map<String, Double> latencies) {
    if (latencies.isEmpty()) {
      return baseline.latency();
    }
    if (latencies.size() > 2) {
      throw wrong("two latencies already say all there is to a lognormal distribution");
    }
    Map.Entry<String, Double> one = latencies.entrySet().iterator().next();
    double z = score(one.getKey());
    if (latencies.size() == 1) {
      double factor = one.getValue() / baseline.latency().quantileMillis(QUANTILES.getOrDefault(one.getKey(), 0.5));
      return baseline.latency().slower(factor);
    }
    Map.Entry<String, Double> two = latencies.entrySet().stream().skip(1).findFirst().orElseThrow();
    double sigma = Math.log(two.getValue() / one.getValue()) / (score(two.getKey()) - z);
    if (!(sigma >= LEAST_SIGMA && sigma <= MOST_SIGMA)) {
      throw wrong("no distribution has these two latencies");
    }
    return new LatencyShape(one.getValue() / Math.exp(sigma * z), sigma);
  }

  private static double score(String quantile) {
    return Math.log(new LatencyShape(1, 1).quantileMillis(QUANTILES.getOrDefault(quantile, 0.5)));
  }

  private CliException wrong(String what) {
    return new CliException(
        Exit.WRONG_USE, "SLW-6060 " + option + " \"" + text + "\": " + what
            + ". Nothing was played. Write it as \"errors=2% p95=+30%\", with errors, p50, p95 or p99");
  }
}
