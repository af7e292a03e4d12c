package dev.slipway.adapters.docker;

import dev.slipway.core.release.HealthSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How a container is asked about its health and ended, in its labels: a server that has just come knows nothing else about it. */
final class HealthText {
  private static final String READY = "dev.slipway.health.ready";
  private static final String LIVE = "dev.slipway.health.live";
  private static final String DETAIL = "dev.slipway.health.detail";
  private static final String INTERVAL = "dev.slipway.health.interval-millis";
  private static final String TIMEOUT = "dev.slipway.health.timeout-millis";
  private static final String STARTUP = "dev.slipway.health.startup-deadline-millis";
  private static final String GRACE = "dev.slipway.stop-grace-millis";

  private HealthText() {}

  static Map<String, String> labels(HealthSpec health, Duration stopGrace) {
    Map<String, String> labels = new HashMap<>();
    health.ready().ifPresent(p -> labels.put(READY, p));
    health.live().ifPresent(p -> labels.put(LIVE, p));
    health.detail().ifPresent(p -> labels.put(DETAIL, p));
    labels.put(INTERVAL, Long.toString(health.interval().toMillis()));
    labels.put(TIMEOUT, Long.toString(health.timeout().toMillis()));
    labels.put(STARTUP, Long.toString(health.startupDeadline().toMillis()));
    labels.put(GRACE, Long.toString(stopGrace.toMillis()));
    return labels;
  }

  static HealthSpec health(Map<String, String> labels) {
    HealthSpec usual = HealthSpec.portOnly();
    return new HealthSpec(
        Optional.ofNullable(labels.get(READY)), Optional.ofNullable(labels.get(LIVE)), Optional.ofNullable(labels.get(DETAIL)),
        millis(labels, INTERVAL, usual.interval()), millis(labels, TIMEOUT, usual.timeout()), millis(labels, STARTUP,
            usual.startupDeadline()));
  }

  static Duration stopGrace(Map<String, String> labels) {
    return millis(labels, GRACE, Duration.ofSeconds(10));
  }

  private static Duration millis(Map<String, String> labels, String name, Duration usual) {
    String text = labels.getOrDefault(name, "");
    return text.matches("[0-9]{1,12}") ? Duration.ofMillis(Long.parseLong(text)) : usual;
  }
}
