package dev.slipway.bench.soak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Judges the samples of a run; {@link Measure} says by which rule. */
final class Growth {
  private static final double MINUTES_PER_HOUR = 60;

  private final List<Sample> samples;
  private final double warmupMinutes;

  /**
   * Of a run.
   *
   * @param warmupMinutes of each life, which are not judged
   */
  Growth(List<Sample> samples, double warmupMinutes) {
    this.samples = samples;
    this.warmupMinutes = warmupMinutes;
  }

  /** Each measure with its figures; {@code good} says whether it is as it should be. */
  Map<String, Map<String, Object>> judged() {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    for (Measure measure : Measure.values()) {
      if (samples.stream().anyMatch(s -> s.has(measure))) {
        all.put(measure.name().toLowerCase(Locale.ROOT), switch (measure.kind()) {
          case FLAT -> flat(measure);
          case EVEN -> even(measure);
        });
      }
    }
    return all;
  }

  private Map<String, Object> flat(Measure measure) {
    Trend trend = Trend.of(lives(measure));
    double most = Math.max(trend.level() * Measure.MOST_PERCENT / 100, measure.allowance());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("level", rounded(trend.level()));
    figures.put("per_hour", rounded(trend.slope()));
    figures.put("per_hour_low", rounded(trend.low()));
    figures.put("per_hour_high", rounded(trend.high()));
    figures.put("most_per_hour", rounded(most));
    figures.put("samples", trend.samples());
    figures.put("good", trend.slope() <= most);
    return figures;
  }

  private Map<String, Object> even(Measure measure) {
    List<Sample> warm = samples.stream().filter(s -> s.has(measure) && s.minutes() >= warmupMinutes).toList();
    double first = perRollout(warm.subList(0, warm.size() / 2), measure);
    double second = perRollout(warm.subList(warm.size() / 2, warm.size()), measure);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("last", rounded(samples.getLast().value(measure)));
    figures.put("per_rollout", rounded(perRollout(warm, measure)));
    figures.put("per_rollout_first_half", rounded(first));
    figures.put("per_rollout_second_half", rounded(second));
    figures.put("samples", warm.size());
    figures.put("good", second <= Math.max(first * Measure.MOST_FACTOR, measure.allowance()));
    return figures;
  }

  private static double perRollout(List<Sample> samples, Measure measure) {
    return Trend.of(List.of(samples.stream().map(s -> new Trend.Point(s.rollouts(), s.value(measure))).toList())).slope();
  }

  /** Samples by life, each without its warm-up, over hours. */
  private List<List<Trend.Point>> lives(Measure measure) {
    Map<Long, Double> born = new LinkedHashMap<>();
    Map<Long, List<Trend.Point>> lives = new LinkedHashMap<>();
    for (Sample sample : samples) {
      long life = switch (measure.whose()) {
        case SERVER -> sample.server();
        case ROUTER -> sample.router();
        case RUN -> 0;
      };
      double since = born.computeIfAbsent(life, unseen -> born.isEmpty() ? 0 : sample.minutes());
      if (sample.minutes() - since >= warmupMinutes && sample.has(measure)) {
        lives.computeIfAbsent(life, unseen -> new ArrayList<>())
            .add(new Trend.Point(sample.minutes() / MINUTES_PER_HOUR, sample.value(measure)));
      }
    }
    return List.copyOf(lives.values());
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
