package dev.slipway.core.rollout;

import dev.slipway.core.guard.ApprovalRule;
import dev.slipway.core.guard.Guard;
import dev.slipway.core.release.Digest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a rollout may begin.
 *
 * @param guard what it must meet
 * @param own what its own slipway.yaml asks for, in force in the target once it is promoted
 * @param bound digest of what an approval is of: release, plan, policy and guard
 * @param until when approvals end, on the engine's steady clock
 * @param proven whether the name of who asked is proven
 * @param given approvals so far
 * @param override an admin's word that it begins all the same
 */
public record Clearance(
    Guard guard, Guard own, Digest bound, Instant until, boolean proven, List<Given> given, Optional<Override> override) {
  public Clearance {
    given = List.copyOf(given);
  }

  /** A person's approval, and the groups for which it counts. */
  public record Given(String by, List<String> groups) {
    public Given {
      groups = List.copyOf(groups);
    }
  }

  /** An admin's word. */
  public record Override(String by, String reason) {}

  /** How many have approved of those whom a rule asks for. */
  public int met(ApprovalRule rule) {
    return (int) given.stream().filter(g -> rule.by().stream().anyMatch(g.groups()::contains)).count();
  }

  /** What is missing, in words; empty when nothing is. */
  public List<String> missing() {
    Map<List<String>, Integer> most = new LinkedHashMap<>();
    // The guard in force and that of the file may ask the same groups: who approves is counted for both.
    guard.approvals().stream().filter(r -> met(r) < r.count()).forEach(r -> most.merge(r.by(), r.count() - met(r), Math::max));
    return most.entrySet().stream().map(m -> m.getValue() + " more of " + String.join(" or ", m.getKey())).toList();
  }

  /** Whether it may begin as far as people are concerned. */
  public boolean enough() {
    return override.isPresent() || missing().isEmpty();
  }

  /** Whether somebody has approved already. */
  boolean has(String name) {
    return given.stream().anyMatch(g -> same(g.by(), name));
  }

  /** The groups of rules that somebody counts for. */
  List<String> countsFor(List<String> groups) {
    return guard.approvals().stream().flatMap(r -> r.by().stream()).filter(groups::contains).distinct().toList();
  }

  Clearance with(Given more) {
    return new Clearance(guard, own, bound, until, proven, Stream.concat(given.stream(), Stream.of(more)).toList(), override);
  }

  Clearance with(Override word) {
    return new Clearance(guard, own, bound, until, proven, given, Optional.of(word));
  }

  /** Whether two names are of one person: capitals do not make another one. */
  public static boolean same(String one, String other) {
    return one.strip().equalsIgnoreCase(other.strip());
  }
}
