package dev.slipway.cli.rehearse;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.text.NearestName;
import dev.slipway.simulator.rehearsal.Conduct;
import dev.slipway.simulator.rehearsal.LatencyShape;
import dev.slipway.simulator.rehearsal.OwnConduct;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code errors=2% bursts=5 p95=+30% checkout-failures=+50%}: how a release answers. What is not named is as the baseline has it.
 */
public final class ConductForm {
  static final Pattern SHARE = Pattern.compile("([+-]?)(\\d{1,4}(?:\\.\\d{1,6})?)%");

  private static final Pattern WORD = Pattern.compile("([\\w.-]+)=(\\S+)");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}(?:\\.\\d{1,3})?");
  private static final double MOST_BURST = 1_000;

  private final String option;
  private final String text;
  private final Conduct baseline;
  private final JudgePolicy policy;

  private ConductForm(String option, String text, Conduct baseline, JudgePolicy policy) {
    this.option = option;
    this.text = text;
    this.baseline = baseline;
    this.policy = policy;
  }

  /** What a release does of which nothing is said: a thousandth fails, and 95 % take at most 120 ms. */
  public static Conduct usual(JudgePolicy policy) {
    double sigma = LatencyShape.USUAL_SIGMA;
    return new Conduct(0.001, 1, new LatencyShape(120 / Math.exp(sigma * 1.6448536269514722), sigma), OwnWords.usual(policy));
  }

  /**
   * Reads.
   *
   * @param option for messages, as {@code --candidate}
   * @param baseline what relative values are relative to
   * @param policy which metrics there are
   */
  public static Conduct read(String option, String text, Conduct baseline, JudgePolicy policy) {
    return new ConductForm(option, text, baseline, policy).conduct();
  }

  private Conduct conduct() {
    double errors = baseline.errorRate();
    double burst = baseline.burst();
    LatencyWords latency = new LatencyWords(baseline.latency(), this::wrong);
    Map<String, OwnConduct> own = new HashMap<>(baseline.own());
    for (String word : text.strip().split("[\\s,]+")) {
      Matcher m = WORD.matcher(word);
      if (!m.matches()) {
        throw wrong("\"" + word + "\" is not understood");
      }
      String name = m.group(1);
      String value = m.group(2);
      if (name.equals("errors")) {
        errors = errors(value);
      } else if (name.equals("bursts")) {
        burst = burst(value);
      } else if (LatencyWords.QUANTILES.containsKey(name)) {
        latency.read(name, value);
      } else {
        Metric metric = metric(name);
        own.put(name, new OwnWords(this::wrong).read(metric, value, Optional.ofNullable(baseline.own().get(name)).orElseThrow()));
      }
    }
    return new Conduct(errors, burst, latency.shape(), own);
  }

  private double errors(String value) {
    Matcher m = SHARE.matcher(value);
    if (!m.matches()) {
      throw wrong("errors=" + value + " is not a share");
    }
    double errors = m.group(1).isEmpty() ? Double.parseDouble(m.group(2)) / 100 : relative(m, baseline.errorRate());
    if (errors < 0 || errors > 1) {
      throw wrong("errors=" + value + " is not between 0% and 100%");
    }
    return errors;
  }

  private double burst(String value) {
    double burst = NUMBER.matcher(value).matches() ? Double.parseDouble(value) : 0;
    if (burst < 1 || burst > MOST_BURST) {
      throw wrong("bursts=" + value + " is not how many errors come together: a number from 1 to 1000");
    }
    return burst;
  }

  private Metric metric(String name) {
    List<String> names = new ArrayList<>(policy.metrics().stream().map(Metric::name).toList());
    Optional<Metric> metric = policy.metrics().stream().filter(m -> m.name().equals(name)).findFirst();
    names.addAll(List.of("errors", "bursts", "p50", "p95", "p99"));
    String near = NearestName.of(name, names).map(n -> " (did you mean " + n + "?)").orElse("");
    return metric.orElseThrow(() -> wrong(name + " is not a word for how a release answers, nor one of the environment's metrics" + near));
  }

  /** {@code +50%} or {@code -50%} of a value, at least nothing. */
  static double relative(Matcher share, double of) {
    double change = Double.parseDouble(share.group(2)) / 100;
    return Math.max(0, of * (share.group(1).equals("+") ? 1 + change : 1 - change));
  }

  private CliException wrong(String what) {
    return new CliException(
        Exit.WRONG_USE, "SLW-6060 " + option + " \"" + text + "\": " + what
            + ". Nothing was played. Write it as \"errors=2% p95=+30%\", with errors, bursts, p50, p95, p99 or metrics of your own");
  }
}
