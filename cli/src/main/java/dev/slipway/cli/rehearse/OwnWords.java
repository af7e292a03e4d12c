package dev.slipway.cli.rehearse;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.MetricTrigger;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.OpenTelemetryMetrics;
import dev.slipway.simulator.rehearsal.OwnConduct;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics of the user's own in a conduct: a rate as {@code checkout-failures=2%}, of so many a second {@code =2%@5/s}; a count as
 * {@code refused=12/h}, for all traffic; a level as {@code queue-depth=40}; each as {@code +50%} of the baseline's.
 */
final class OwnWords {
  private static final Pattern RATE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%(?:@(.+))?");
  private static final Pattern LEVEL = Pattern.compile("\\d{1,12}(?:\\.\\d{1,9})?");
  /** A good release stays well below what its triggers allow. */
  private static final double OF_A_LIMIT = 0.25;
  private static final double USUAL_SHARE = 0.001;
  private static final double SECONDS_AN_HOUR = 3_600;

  private final Function<String, RuntimeException> wrong;

  OwnWords(Function<String, RuntimeException> wrong) {
    this.wrong = wrong;
  }

  /** What is played of metrics that nobody says anything of. */
  static Map<String, OwnConduct> usual(JudgePolicy policy) {
    Map<String, OwnConduct> all = new HashMap<>();
    OpenTelemetryMetrics otel = OpenTelemetryMetrics.DEFAULT;
    for (Metric metric : policy.metrics()) {
      OptionalDouble limit =
          policy.metricTriggers().stream().filter(t -> t.metric().equals(metric.name())).mapToDouble(MetricTrigger::limit).min();
      boolean routed = otel.all(metric.source()).stream().anyMatch(m -> m.form().equals(metric.form()));
      all.put(metric.name(), routed ? new OwnConduct.AsRouted() : switch (metric.form()) {
        case Metric.Rate r -> new OwnConduct.Rate(limit.isPresent() ? limit.getAsDouble() * OF_A_LIMIT : USUAL_SHARE,
            OptionalDouble.empty());
        case Metric.Count c -> new OwnConduct.Count(limit.orElse(0) * OF_A_LIMIT);
        case Metric.Level l -> new OwnConduct.Level(limit.isPresent() ? limit.getAsDouble() * OF_A_LIMIT : 1);
      });
    }
    return all;
  }

  OwnConduct read(Metric metric, String value, OwnConduct baseline) {
    Matcher change = ConductForm.SHARE.matcher(value);
    if (change.matches() && !change.group(1).isEmpty()) {
      return changed(metric, change, baseline);
    }
    return switch (metric.form()) {
      case Metric.Rate r -> rate(metric, value, baseline);
      case Metric.Count c when value.matches("\\S+/(s|min|m|h|d)") -> new OwnConduct.Count(perSecond(value) * SECONDS_AN_HOUR);
      case Metric.Count c -> throw wrong.apply(metric.name() + "=" + value + " is not a count of events: write it as 12/h, or as +50%");
      case Metric.Level l when LEVEL.matcher(value).matches() -> new OwnConduct.Level(Double.parseDouble(value));
      case Metric.Level l -> throw wrong.apply(metric.name() + "=" + value + " is not a level: write it as 40, or as +50%");
    };
  }

  private OwnConduct rate(Metric metric, String value, OwnConduct baseline) {
    Matcher m = RATE.matcher(value);
    if (!m.matches()) {
      throw wrong.apply(metric.name() + "=" + value + " is not a share: write it as 2%, as 2%@5/s or as +50%");
    }
    OptionalDouble perSecond = baseline instanceof OwnConduct.Rate r ? r.perSecond() : OptionalDouble.empty();
    if (m.group(2) != null) {
      perSecond = OptionalDouble.of(perSecond(m.group(2)));
    }
    if (perSecond.orElse(1) == 0) {
      throw wrong.apply(metric.name() + "=" + value + " is a share of nothing");
    }
    return share(metric, Double.parseDouble(m.group(1)) / 100, perSecond);
  }

  private OwnConduct share(Metric metric, double share, OptionalDouble perSecond) {
    if (share > 1) {
      throw wrong.apply(metric.name() + " would be " + Words.percent(share) + " of all");
    }
    return new OwnConduct.Rate(share, perSecond);
  }

  private double perSecond(String text) {
    return TrafficForm.number(text).orElseThrow(() -> wrong.apply(text + " is not so many in a time: write it as 5/s or 12/h"));
  }

  private OwnConduct changed(Metric metric, Matcher change, OwnConduct baseline) {
    OwnConduct changed = switch (baseline) {
      case OwnConduct.Rate r -> share(metric, ConductForm.relative(change, r.share()), r.perSecond());
      case OwnConduct.Count c -> new OwnConduct.Count(ConductForm.relative(change, c.perHour()));
      case OwnConduct.Level l -> new OwnConduct.Level(ConductForm.relative(change, l.middle()));
      case OwnConduct.AsRouted a -> throw wrong.apply(metric.name() + " follows errors or p95: change those");
    };
    if (changed.equals(baseline)) {
      throw wrong.apply(metric.name() + " is none, and " + change.group() + " of none is none: give it a value in --baseline");
    }
    return changed;
  }

  /** {@code 2%}, {@code 12/h}, {@code 40}. */
  static String spell(OwnConduct conduct) {
    return switch (conduct) {
      case OwnConduct.Rate r -> Words.percent(r.share());
      case OwnConduct.Count c -> Words.number(c.perHour()) + "/h";
      case OwnConduct.Level l -> l.middle() < 1 ? String.format(Locale.ROOT, "%.3g", l.middle()) : Words.number(l.middle());
      case OwnConduct.AsRouted a -> "as the router counts";
    };
  }
}
