package dev.slipway.core.check;

import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.traffic.TargetSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is asked at one address, all at once.
 *
 * @param place preview or live
 * @param checks what is asked
 * @param health where the service tells how it is
 * @param tls what the address encrypts with, absent for plain HTTP
 * @param deadline longest time for all of it
 */
public record Suite(When place, List<CheckSpec> checks, HealthSpec health, Optional<TargetSettings.Tls> tls, Duration deadline) {
  /** Nobody waits longer than this for checks. */
  public static final Duration MOST = Duration.ofHours(1);

  public Suite {
    checks = List.copyOf(checks);
  }
}
