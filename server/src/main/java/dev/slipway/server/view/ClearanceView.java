package dev.slipway.server.view;

import dev.slipway.core.guard.ApprovalRule;
import dev.slipway.core.rollout.Clearance;
import dev.slipway.core.rollout.Rollout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a rollout may begin, as far as people say so.
 *
 * @param digest what an approval is bound to, 64 hexadecimal digits
 * @param waits whether it still waits
 * @param proven whether the name of who asked is proven
 * @param until when approvals end, where any are asked for
 * @param missing in words, empty when nothing is
 */
public record ClearanceView(
    String digest, boolean waits, boolean proven, Optional<Instant> until, List<Rule> rules, List<Given> given, List<String> missing,
    Optional<OverrideView> override) {

  /** How many must approve, of which groups, and how many have. */
  public record Rule(List<String> by, int count, int given) {}

  /** An approval, and the groups it counts for. */
  public record Given(String by, List<String> groups) {}

  /** An admin's word. */
  public record OverrideView(String by, String reason) {

    static OverrideView of(Clearance.Override word) {
      return new OverrideView(word.by(), word.reason());
    }
  }

  /** Of a rollout whose environment has a guard. */
  public static Optional<ClearanceView> of(Rollout rollout) {
    return rollout.clearance().map(c -> of(rollout, c));
  }

  private static ClearanceView of(Rollout rollout, Clearance c) {
    Optional<Instant> until = Optional.of(c.until()).filter(u -> !c.guard().approvals().isEmpty());
    return new ClearanceView(
        c.bound().hex(), rollout.awaiting(), c.proven(), until, c.guard().approvals().stream().map(r -> rule(c, r)).toList(),
        c.given().stream().map(g -> new Given(g.by(), g.groups())).toList(), c.override().isPresent() ? List.of() : c.missing(),
        c.override().map(OverrideView::of));
  }

  private static Rule rule(Clearance clearance, ApprovalRule rule) {
    return new Rule(rule.by(), rule.count(), clearance.met(rule));
  }
}
