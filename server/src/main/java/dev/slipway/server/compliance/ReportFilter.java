package dev.slipway.server.compliance;

import dev.slipway.core.rollout.TargetId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a report is to be made of.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record ReportFilter(Instant from, Instant to, Optional<String> service, Optional<String> environment) {
  private static final String ACCESS = TargetId.ACCESS.toString();

  /** Whether records of a target belong to it. */
  boolean wants(String target) {
    if (target.equals(ACCESS)) {
      return true; // Who may do what belongs to every target.
    }
    int slash = target.indexOf('/');
    return service.filter(s -> !(slash == s.length() && target.startsWith(s))).isEmpty()
        && environment.filter(e -> !target.substring(slash + 1).equals(e)).isEmpty();
  }

  /** Whether a moment lies in its time. */
  boolean covers(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
