package dev.slipway.server.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is true of one target now.
 *
 * @param sequence last journal sequence of the target
 * @param at wall-clock time of this look
 * @param rollouts how many there have been
 * @param last how the last rollout ended
 */
public record TargetStatus(
    String target,
    String service,
    String environment,
    long sequence,
    Instant at,
    long rollouts,
    Optional<ReleaseView> stable,
    Optional<Warm> warm,
    Optional<Queued> queued,
    Optional<RolloutView> rollout,
    Optional<Ended> last,
    Optional<FreezeView> freeze,
    List<Instance> instances,
    Optional<RouterView> router,
    List<OutsideProblem> problems) {
  public TargetStatus {
    instances = List.copyOf(instances);
    problems = List.copyOf(problems);
  }

  /** The release of before, still running. */
  public record Warm(ReleaseView release, Instant until, long leftMillis) {}

  /** The deploy that waits. */
  public record Queued(ReleaseView release, String by) {}

  /** How a rollout ended. */
  public record Ended(long rollout, String kind, String outcome, String release, String version, String reason, Instant at,
      List<GateView> gates) {}

  /** One running copy. */
  public record Instance(
      String id,
      String release,
      int number,
      String role,
      String condition,
      Optional<String> endpoint,
      int restarts,
      double cpu,
      long memoryBytes,
      double memoryShare,
      String detail) {}

  /** Something outside that does not answer or refuses. */
  public record OutsideProblem(String part, String code, String message) {}

  /** The same without what changes with every look, to tell whether anything else did. */
  public TargetStatus still() {
    return new TargetStatus(
        target, service, environment, sequence, Instant.EPOCH, rollouts, stable,
        warm.map(w -> new Warm(w.release(), w.until(), 0)), queued, rollout, last, freeze, instances, router, problems);
  }
}
