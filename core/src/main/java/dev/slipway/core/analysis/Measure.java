package dev.slipway.core.analysis;

/** What a trigger looks at. Shares are 0–1, latencies are milliseconds. */
public enum Measure {
  /** Share of the candidate's requests that failed, as the router counted them. */
  ERROR_RATE("error-rate"),
  /** Latency that 50 % of the candidate's requests stayed under, ms. */
  P50("p50"),
  /** Latency that 90 % of the candidate's requests stayed under, ms. */
  P90("p90"),
  /** Latency that 95 % of the candidate's requests stayed under, ms. */
  P95("p95"),
  /** Latency that 99 % of the candidate's requests stayed under, ms. */
  P99("p99"),
  /** Share of the candidate's wanted instances that are not ready. */
  FAILING_HEALTH("failing-health"),
  /** CPU used by the candidate's instances, share of one core, the busiest instance. */
  CPU("cpu"),
  /** Memory used by the candidate's instances, share of the limit, or of the machine where none is set; the fullest instance. */
  MEMORY("memory");

  private final String word;

  Measure(String word) {
    this.word = word;
  }

  /** The word in slipway.yaml. */
  public String word() {
    return word;
  }

  /** Whether it is a latency, so that it needs more of each request than how it ended. */
  public boolean isLatency() {
    return switch (this) {
      case P50, P90, P95, P99 -> true;
      case ERROR_RATE, FAILING_HEALTH, CPU, MEMORY -> false;
    };
  }

  /** Whether it comes from requests, so that it has no value while nobody asks anything. */
  public boolean needsRequests() {
    return switch (this) {
      case ERROR_RATE, P50, P90, P95, P99 -> true;
      case FAILING_HEALTH, CPU, MEMORY -> false;
    };
  }

  /** A value of it for people, as {@code 0.1%} or {@code 500ms}. */
  public String spell(double value) {
    return needsRequests() && this != ERROR_RATE ? trimmed(value) + "ms" : trimmed(value * 100) + "%";
  }

  static String trimmed(double value) {
    double rounded = Math.round(value * 1000) / 1000.0;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
