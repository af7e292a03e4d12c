package dev.slipway.core.guard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who must approve a rollout before it begins.
 *
 * @param by groups whose members may, by name
 * @param count how many of them must, each another person
 * @param within from when it is asked for; after that the rollout ends without having begun
 * @param ticket what the ticket of the change must be, where there must be one
 */
public record ApprovalRule(List<String> by, int count, Duration within, Optional<Ticket> ticket) {
  public ApprovalRule {
    by = List.copyOf(by);
  }

  /** How it is known that a ticket is one. */
  public sealed interface Ticket {
    /** Its text matches a regular expression. */
    record Matching(String pattern) implements Ticket {}

    /** A command ends with status 0 that finds the ticket in the variable {@code SLIPWAY_TICKET}. */
    record Known(String command) implements Ticket {}
  }

  /** In words: {@code 2 of release-managers or owners}. */
  public String words() {
    return count + " of " + String.join(" or ", by);
  }
}
