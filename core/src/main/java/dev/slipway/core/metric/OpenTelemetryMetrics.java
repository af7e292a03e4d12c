package dev.slipway.core.metric;

import dev.slipway.core.metric.Metric.Count;
import dev.slipway.core.metric.Metric.Level;
import dev.slipway.core.metric.Metric.Rate;
import java.util.List;

/**
 * The metrics of a service that exports {@code http.server.request.duration} by OpenTelemetry's conventions, as Prometheus keeps them.
 *
 * <p>Names by "Semantic conventions for HTTP metrics" 1.23 and the OpenTelemetry-to-Prometheus rules: the histogram becomes
 * {@code http_server_request_duration_seconds_{count,sum,bucket}}, the attribute {@code http.response.status_code} the label
 * {@code http_response_status_code}, and the resource attributes {@code service.name} and {@code service.version} the labels of
 * {@code target_info}, or of every series where they are promoted.
 *
 * @param serviceLabel label that holds the service's name
 * @param versionLabel label that tells the releases apart
 */
public record OpenTelemetryMetrics(String serviceLabel, String versionLabel) {
  /** As they are when {@code service.name} and {@code service.version} are promoted to labels of every series. */
  public static final OpenTelemetryMetrics DEFAULT = new OpenTelemetryMetrics("service_name", "service_version");

  private static final String DURATION = "http_server_request_duration_seconds";

  /** Server errors (5xx) among all requests. */
  public Rate errorRate() {
    return new Rate(sum("_count", ",http_response_status_code=~\"5..\""), sum("_count", ""));
  }

  /** All requests. */
  public Count requests() {
    return new Count(sum("_count", ""));
  }

  /**
   * Latency that a share of the requests of the last minute stayed under, in milliseconds. Nothing, rather than not-a-number, while
   * nobody asks: that is what {@code >= 0} is for.
   *
   * @param quantile above 0 and below 1
   */
  public Level latencyMillis(double quantile) {
    if (!(quantile > 0 && quantile < 1)) {
      throw new IllegalArgumentException("not a quantile between 0 and 1: " + quantile);
    }
    return new Level("1000 * histogram_quantile(" + quantile + ", sum by (le) (rate(" + series("_bucket", "") + "[1m]))) >= 0");
  }

  /**
   * What {@code otel: true} stands for.
   *
   * @param source name of the {@link SourceSpec} that is asked
   */
  public List<Metric> all(String source) {
    return List.of(
        new Metric("otel-error-rate", source, errorRate()),
        new Metric("otel-p95", source, latencyMillis(0.95)));
  }

  private String sum(String suffix, String more) {
    return "sum(" + series(suffix, more) + ")";
  }

  private String series(String suffix, String more) {
    return DURATION + suffix + "{" + serviceLabel + "=\"${service}\"," + versionLabel + "=\"${version}\"" + more + "}";
  }
}
