package dev.slipway.core.release;

import java.time.Duration;
import java.util.Optional;

/**
 * How the health of one instance is asked for. A path that is absent is not asked: an instance without a ready path is ready when it
 * accepts connections on its port.
 *
 * @param ready path that answers 2xx when the instance may get traffic
 * @param live path that answers 2xx while the instance need not be restarted
 * @param detail path of a report on database, cache and other parts, shown to people when the instance is not ready
 * @param interval between two questions once the instance is ready
 * @param timeout for one answer
 * @param startupDeadline from start until first ready
 */
public record HealthSpec(
    Optional<String> ready,
    Optional<String> live,
    Optional<String> detail,
    Duration interval,
    Duration timeout,
    Duration startupDeadline) {

  /** Ready when the port accepts connections; asked every second, a second to answer, a minute to start. */
  public static HealthSpec portOnly() {
    return new HealthSpec(
        Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(1));
  }
}
