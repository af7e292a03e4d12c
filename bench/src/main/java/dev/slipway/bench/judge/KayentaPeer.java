package dev.slipway.bench.judge;

import dev.slipway.core.analysis.kayenta.Classification;
import dev.slipway.core.analysis.kayenta.Direction;
import dev.slipway.core.analysis.kayenta.MetricClassifier;
import dev.slipway.core.analysis.kayenta.MetricRule;
import java.util.Arrays;

/** Kayenta's judge on the error rate of each minute, asked every quarter of an hour about all minutes so far. */
public final class KayentaPeer {
  /** Minutes between two looks. */
  static final int INTERVAL_MINUTES = 15;

  private static final MetricRule RULE = MetricRule.of("error-rate", Direction.INCREASE, "errors");

  private final double[] candidate;
  private final double[] stable;
  private int minutes;

  public KayentaPeer(int mostMinutes) {
    candidate = new double[mostMinutes];
    stable = new double[mostMinutes];
  }

  /** Adds a minute; true when it is looked at then and the candidate's error rate is classified as high. */
  public boolean addMinute(long candidateErrors, long candidateRequests, long stableErrors, long stableRequests) {
    candidate[minutes] = candidateRequests == 0 ? Double.NaN : (double) candidateErrors / candidateRequests;
    stable[minutes] = stableRequests == 0 ? Double.NaN : (double) stableErrors / stableRequests;
    minutes++;
    return minutes % INTERVAL_MINUTES == 0
        && MetricClassifier.classify(RULE, Arrays.copyOf(stable, minutes), Arrays.copyOf(candidate, minutes)).classification()
            == Classification.HIGH;
  }
}
