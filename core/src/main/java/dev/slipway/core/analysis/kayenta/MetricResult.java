package dev.slipway.core.analysis.kayenta;

import java.util.List;
import java.util.Optional;

/**
 * One metric's classification with what it was made from.
 *
 * @param name of the metric
 * @param groups that it counts in
 * @param classification what it came to
 * @param failsAlone whether it fails the candidate whatever the other metrics say
 * @param candidateMean of the values compared, NaN without any
 * @param stableMean of the values compared, NaN without any
 * @param candidateCount how many values were compared
 * @param stableCount how many values were compared
 * @param shift of the candidate's values, absent where no test was needed or possible
 * @param reason in a sentence
 */
public record MetricResult(
    String name,
    List<String> groups,
    Classification classification,
    boolean failsAlone,
    double candidateMean,
    double stableMean,
    int candidateCount,
    int stableCount,
    Optional<Shift> shift,
    String reason) {
  public MetricResult {
    groups = List.copyOf(groups);
  }

  /** The candidate's mean by stable's; NaN where either is zero or there are no values. */
  public double ratio() {
    return candidateMean == 0 || stableMean == 0 ? Double.NaN : candidateMean / stableMean;
  }
}
