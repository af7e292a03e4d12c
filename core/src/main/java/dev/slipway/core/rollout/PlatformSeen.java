package dev.slipway.core.rollout;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.traffic.Endpoint;
import java.util.List;
import java.util.Optional;

/**
 * The instances of one target as its platform sees them.
 *
 * @param instances all that exist in any state, also those being stopped; one that is gone is not listed
 */
public record PlatformSeen(List<Instance> instances) {
  public PlatformSeen {
    instances = List.copyOf(instances);
  }

  /**
   * One instance.
   *
   * @param id which one
   * @param condition how it is
   * @param endpoint where it is reached, once a port is allotted
   * @param restarts how often it died by itself since it was first started
   * @param cpu share of one core used lately
   * @param memoryBytes resident memory
   * @param memoryShare share of its limit, or of the machine where it has none
   * @param detail the last answer of its health, or why it is not ready; for people
   * @param oomKills how often it was killed for want of memory, where it was and the platform tells
   */
  public record Instance(
      InstanceId id,
      Condition condition,
      Optional<Endpoint> endpoint,
      int restarts,
      double cpu,
      long memoryBytes,
      double memoryShare,
      String detail,
      Optional<Integer> oomKills) {

    /** One that was never killed for want of memory. */
    public Instance(
        InstanceId id, Condition condition, Optional<Endpoint> endpoint, int restarts, double cpu, long memoryBytes, double memoryShare,
            String detail) {
      this(id, condition, endpoint, restarts, cpu, memoryBytes, memoryShare, detail, Optional.empty());
    }
  }

  /** How an instance is. */
  public enum Condition {
    /** Started, never yet ready. */
    STARTING,
    /** May get traffic. */
    READY,
    /** Runs, was ready, and says or shows that it is not now. */
    UNREADY,
    /** Died by itself; it is started again after a backoff. */
    DEAD,
    /** Told to stop, not gone yet. */
    STOPPING
  }

  /** How many instances of a release are ready. */
  public int ready(ReleaseId release) {
    int n = 0;
    for (Instance i : instances) {
      if (i.condition() == Condition.READY && i.id().release().equals(release)) {
        n++;
      }
    }
    return n;
  }

  /** How many instances of a release exist in any state. */
  public int present(ReleaseId release) {
    int n = 0;
    for (Instance i : instances) {
      if (i.id().release().equals(release)) {
        n++;
      }
    }
    return n;
  }
}
