package dev.slipway.core.audit;

import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.TargetId;
import java.time.Instant;
import java.util.List;

/**
 * One committed decision: what it was made from, what was decided, and the digest that chains it to the record before.
 *
 * @param sequence 1 and up over all targets of a store, without gaps
 * @param target which target
 * @param at wall-clock time of the commit, for people
 * @param epoch the lease it was made under
 * @param actor who asked, or {@code slipway} for what it decided by itself
 * @param version the state's version after it
 * @param events what was decided, in order
 * @param input what it was decided from, as JSON: with the state before, enough to decide it again
 * @param stateDigest SHA-256 of the state after it, as JSON, hexadecimal
 * @param previous hash of the record before, 64 zeroes for the first
 * @param hash SHA-256 over all other fields
 */
public record JournalRecord(
    long sequence,
    TargetId target,
    Instant at,
    long epoch,
    String actor,
    long version,
    List<Event> events,
    String input,
    String stateDigest,
    String previous,
    String hash) {
  public JournalRecord {
    events = List.copyOf(events);
  }

  /** The previous hash of the first record. */
  public static final String GENESIS = "0".repeat(64);

  /**
   * What a decision brings to its record; the store adds sequence, digests and chain.
   *
   * @param at wall-clock time
   * @param actor who asked
   * @param events what was decided
   * @param input what it was decided from
   */
  public record Draft(Instant at, String actor, List<Event> events, dev.slipway.core.rollout.Input input) {
    public Draft {
      events = List.copyOf(events);
    }
  }
}
