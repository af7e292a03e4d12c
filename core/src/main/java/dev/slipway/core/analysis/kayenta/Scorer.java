package dev.slipway.core.analysis.kayenta;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Scores several metrics as Kayenta does: each group by its share of metrics that pass, the groups by their weights; a critical metric that
 * does not pass, or no data for half of all metrics, makes the score zero.
 *
 * @param weights of the groups, summing to at most 100; those not named share what is left
 * @param thresholds from where on a score is good enough
 */
public record Scorer(Map<String, Double> weights, Score.Thresholds thresholds) {
  private static final double WHOLE = 100;

  /** All groups weigh the same. */
  public static final Scorer DEFAULT = new Scorer(Map.of(), Score.Thresholds.DEFAULT);

  public Scorer {
    weights = Map.copyOf(weights);
  }

  /** The score of at least one metric. */
  public Score score(List<MetricResult> metrics) {
    Map<String, Double> groups = groups(metrics);
    Optional<MetricResult> fatal = metrics.stream().filter(MetricResult::failsAlone).findFirst();
    if (fatal.isPresent()) {
      return graded(0, groups, metrics, fatal.get().reason());
    }
    long unknown = metrics.stream().filter(m -> m.classification() == Classification.NODATA).count();
    if (2 * unknown >= metrics.size()) {
      return graded(0, groups, metrics, unknown + " of " + metrics.size() + " metrics have no data");
    }
    double score = Math.round(weighted(groups) * 100) / 100.0;
    return graded(score, groups, metrics, "score " + score);
  }

  private Score graded(double score, Map<String, Double> groups, List<MetricResult> metrics, String reason) {
    return new Score(score, thresholds.of(score), groups, metrics, reason);
  }

  private double weighted(Map<String, Double> groups) {
    double named = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    long others = groups.keySet().stream().filter(g -> !weights.containsKey(g)).count();
    double rest = others == 0 ? 0 : (WHOLE - named) / others;
    double sum = 0;
    for (Map.Entry<String, Double> group : groups.entrySet()) {
      sum += group.getValue() * weights.getOrDefault(group.getKey(), rest) / WHOLE;
    }
    return sum;
  }

  private static Map<String, Double> groups(List<MetricResult> metrics) {
    Map<String, List<Classification>> found = new TreeMap<>();
    for (MetricResult metric : metrics) {
      for (String group : metric.groups()) {
        found.computeIfAbsent(group, g -> new ArrayList<>()).add(metric.classification());
      }
    }
    Map<String, Double> scores = new TreeMap<>();
    found.forEach((group, classes) -> scores.put(group, share(classes)));
    return scores;
  }

  private static double share(List<Classification> classes) {
    int passed = 0;
    int counted = 0;
    for (Classification c : classes) {
      switch (c) {
        case PASS -> {
          passed++;
          counted++;
        }
        case HIGH, LOW, NODATA_FAILS -> counted++;
        case NODATA, ERROR -> {}
      }
    }
    return counted == 0 ? WHOLE : WHOLE * passed / counted;
  }
}
