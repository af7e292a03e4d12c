package dev.slipway.adapters.kubernetes.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * What a Prometheus alerts on.
 *
 * @param rules how many alerting rules it has
 * @param fault why it did not say
 */
record Alerts(int rules, Optional<String> fault) {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int OK = 200;

  /** Asks it. */
  static Alerts of(URI prometheus) {
    String base = prometheus.toString().replaceAll("/+$", "");
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(LONGEST).build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/v1/rules?type=alert")).timeout(LONGEST).build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != OK) {
        return new Alerts(0, Optional.of(base + " answers " + response.statusCode()));
      }
      int rules = 0;
      for (JsonNode group : new ObjectMapper().readTree(response.body()).path("data").path("groups")) {
        rules += group.path("rules").size();
      }
      return new Alerts(rules, Optional.empty());
    } catch (IOException | IllegalArgumentException e) {
      return new Alerts(0, Optional.of(base + " does not answer: " + e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Alerts(0, Optional.of(base + " was not asked to the end"));
    }
  }
}
