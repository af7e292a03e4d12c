package dev.slipway.simulator;

import dev.slipway.simulator.world.VirtualTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What did not hold in a run: the first time for each invariant. */
public final class Violations {
  private final VirtualTime time;
  private final Map<String, Violation> first = new TreeMap<>();

  public Violations(VirtualTime time) {
    this.time = time;
  }

  /** Says of an invariant that it did not hold. */
  public void broken(String invariant, String message) {
    first.putIfAbsent(invariant, new Violation(invariant, message, time.nowMillis()));
  }

  /** All of them, in order of time. */
  public List<Violation> all() {
    List<Violation> all = new ArrayList<>(first.values());
    all.sort(Comparator.comparingLong(Violation::atMillis));
    return List.copyOf(all);
  }

  boolean any() {
    return !first.isEmpty();
  }
}
