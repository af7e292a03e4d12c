package dev.slipway.adapters.kubernetes;

import dev.slipway.adapters.kubernetes.SetSeen.Replica;
import dev.slipway.core.release.ReleaseId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is done next to a StatefulSet so that its pods become those that are asked for: one pod at a time, from the highest ordinal down on
 * the way forward, and the last one first on the way back. A pure function of what was seen and asked.
 *
 * @param write the release whose template is written
 * @param restore whether the template of the pods that Kubernetes calls current is written back
 * @param partition the lowest ordinal that Kubernetes may replace
 * @param delete pods that are taken away, for Kubernetes to make them anew
 */
record SetChange(Optional<ReleaseId> write, boolean restore, Optional<Integer> partition, List<Replica> delete) {
  private static final SetChange NOTHING = new SetChange(Optional.empty(), false, Optional.empty(), List.of());

  /**
   * Works it out.
   *
   * @param wanted how many instances of each release
   * @param whole how many instances of a release carry all work: as many as the set has pods
   */
  static SetChange of(SetSeen seen, Map<ReleaseId, Integer> wanted, int whole) {
    return wanted.entrySet().stream().filter(w -> w.getValue() > 0 && !seen.current().equals(Optional.of(w.getKey())))
        .filter(w -> wanted.size() == 1 || !replaced(seen, w.getKey())).findFirst()
        .map(next -> forward(seen, next.getKey(), pods(next.getValue(), whole, seen.size()))).orElseGet(() -> back(seen));
  }

  /** With its last pod replaced, Kubernetes calls the candidate current before anybody has let go of stable. */
  private static boolean replaced(SetSeen seen, ReleaseId release) {
    return seen.template().equals(seen.current()) && seen.before().equals(Optional.of(release));
  }

  private static int pods(int instances, int whole, int size) {
    return instances >= whole ? size : Math.ceilDiv(instances * size, whole);
  }

  /** Kubernetes replaces what is at the partition and above; it would wait for ever for one there that is not ready. */
  private static SetChange forward(SetSeen seen, ReleaseId next, int pods) {
    int partition = seen.size() - pods;
    boolean written = seen.template().equals(Optional.of(next));
    boolean there = written && seen.partition() == partition;
    List<Replica> stuck = !there ? List.of()
        : seen.pods().stream().filter(p -> p.ordinal() >= partition && !p.of(next) && !p.ready() && !p.ending()).toList();
    return new SetChange(
        written ? Optional.empty() : Optional.of(next), false, there ? Optional.empty() : Optional.of(partition), stuck);
  }

  /** All pods are to be what Kubernetes calls current: it makes those below the partition anew as such. */
  private static SetChange back(SetSeen seen) {
    boolean held = seen.partition() >= seen.size();
    List<Replica> others = seen.pods().stream().filter(p -> !p.release().equals(seen.current())).toList();
    if (!others.isEmpty()) {
      return held ? new SetChange(Optional.empty(), false, Optional.empty(), oneBack(seen, others))
          : new SetChange(Optional.empty(), false, Optional.of(seen.size()), List.of());
    }
    if (!seen.template().equals(seen.current())) {
      return new SetChange(Optional.empty(), true, held ? Optional.empty() : Optional.of(seen.size()), List.of());
    }
    // Held only once Kubernetes calls the newest pods current: before that it would make one that dies anew as it was before.
    return held || !seen.settled() || seen.size() == 0 ? NOTHING
        : new SetChange(Optional.empty(), false, Optional.of(seen.size()), List.of());
  }

  /** Those that serve nobody at once; of the others one, the last that was replaced, while all else is ready. */
  private static List<Replica> oneBack(SetSeen seen, List<Replica> others) {
    List<Replica> broken = others.stream().filter(p -> !p.ready() && !p.ending()).toList();
    boolean calm = seen.pods().size() == seen.size() && seen.pods().stream().allMatch(p -> p.ready() && !p.ending());
    return !broken.isEmpty() ? broken : calm ? others.subList(0, 1) : List.of();
  }
}
