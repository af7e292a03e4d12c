package dev.slipway.server.view;

import dev.slipway.core.guard.ApprovalRule;
import dev.slipway.core.rollout.Event;

/** Tells what people said to a rollout that waits to begin. A pure function. */
final class ApprovalWords {
  private ApprovalWords() {}

  static EventView asked(Event.ApprovalAsked e) {
    String rules = String.join(" and ", e.rules().stream().map(ApprovalRule::words).toList());
    String who = e.proven() ? "" : "; the name of who asked is not proven";
    return EventView.of("approval-asked", "waits for approval by " + rules + " of what is bound to " + e.bound() + who)
        .reason(rules);
  }

  static EventView given(Event.ApprovalGiven e) {
    String text = e.by() + " of " + String.join(", ", e.groups()) + " approves what is bound to " + e.bound();
    return EventView.of("approval-given", text + because(e.reason())).by(e.by()).reason(e.reason());
  }

  static EventView denied(Event.ApprovalDenied e) {
    return EventView.of("approval-denied", e.by() + " denies it" + because(e.reason())).by(e.by()).reason(e.reason());
  }

  static EventView overridden(Event.Overridden e) {
    return EventView.of("overridden", e.by() + " overrides " + String.join(" and ", e.what()) + because(e.reason()))
        .by(e.by()).reason(e.reason()).outcome(String.join("; ", e.what()));
  }

  static EventView cleared(Event.Cleared e) {
    String approved = e.approvedBy().isEmpty() ? "" : ", approved by " + String.join(", ", e.approvedBy());
    return EventView.of("cleared", "it may begin" + approved + e.override().map(o -> ", by the word of " + o.by()).orElse(""));
  }

  private static String because(String reason) {
    return reason.isEmpty() ? "" : ": " + reason;
  }
}
