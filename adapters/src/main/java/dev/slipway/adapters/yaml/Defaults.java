package dev.slipway.adapters.yaml;

import java.time.Duration;
import java.util.List;

/** What holds where slipway.yaml says nothing, and the bounds of what it may say. The table in docs/configuration.md gives the reasons. */
final class Defaults {
  static final int REPLICAS = 2;
  static final int MOST_REPLICAS = 100;
  static final String HOST = "127.0.0.1";
  static final Duration DRAIN = Duration.ofSeconds(30);
  static final Duration STOP_GRACE = Duration.ofSeconds(10);

  static final Duration HEALTH_INTERVAL = Duration.ofSeconds(1);
  static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(1);
  static final Duration STARTUP_DEADLINE = Duration.ofMinutes(1);

  static final Duration BLUE_GREEN_BAKE = Duration.ofSeconds(30);
  static final List<Integer> CANARY_STEPS = List.of(5, 25, 50, 100);
  static final Duration CANARY_BAKE = Duration.ofMinutes(1);
  static final Duration ROLLING_BAKE = Duration.ofSeconds(10);
  static final int ROLLING_BATCH = 1;
  static final int ROLLING_SURGE = 1;

  static final Duration PROGRESS_DEADLINE = Duration.ofMinutes(10);
  static final Duration KEEP_STABLE = Duration.ofHours(1);
  static final Duration HOOK_TIMEOUT = Duration.ofMinutes(5);
  static final Duration CHECK_UNDER = Duration.ofSeconds(5);
  static final Duration CHECK_COMMAND = Duration.ofMinutes(1);
  static final Duration FAILING_HEALTH_FOR = Duration.ofSeconds(10);
  static final double FAILING_HEALTH_LIMIT = 0.5;
  static final Duration SOURCE_TIMEOUT = Duration.ofSeconds(5);
  static final Duration SOURCE_TIMEOUT_MOST = Duration.ofMinutes(1);
  static final Duration SCRAPE_LAG = Duration.ofSeconds(15);

  static final Duration NONE = Duration.ZERO;
  static final Duration SECOND = Duration.ofSeconds(1);
  static final Duration HOUR = Duration.ofHours(1);
  static final Duration DAY = Duration.ofDays(1);
  static final Duration MONTH = Duration.ofDays(30);

  private Defaults() {}
}
