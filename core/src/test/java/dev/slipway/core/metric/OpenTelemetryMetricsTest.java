package dev.slipway.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** That these expressions give numbers is shown against a real Prometheus, with its adapter. */
class OpenTelemetryMetricsTest {

  @Test
  void errors_are_the_requests_answered_with_5xx_by_this_release_of_this_service() {
    Metric.Rate rate = OpenTelemetryMetrics.DEFAULT.errorRate();
    assertEquals(
        "sum(http_server_request_duration_seconds_count{service_name=\"${service}\",service_version=\"${version}\"})", rate.total());
    assertEquals(
        "sum(http_server_request_duration_seconds_count{service_name=\"${service}\",service_version=\"${version}\","
            + "http_response_status_code=~\"5..\"})",
        rate.bad());
  }

  @Test
  void labels_can_be_named_otherwise() {
    assertEquals(
        "sum(http_server_request_duration_seconds_count{job=\"${service}\",version=\"${version}\"})",
        new OpenTelemetryMetrics("job", "version").requests().counter());
  }

  @Test
  void a_quantile_lies_between_none_and_all() {
    for (double quantile : new double[] {0, 1, 95, -0.5, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> OpenTelemetryMetrics.DEFAULT.latencyMillis(quantile));
    }
  }
}
