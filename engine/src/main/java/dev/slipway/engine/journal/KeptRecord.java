package dev.slipway.engine.journal;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Event;
import dev.slipway.engine.codec.CoreJson;

/**
 * A record as a store keeps it, with its events unread: what is verified is the text that is there, not what it would be read as. Fields
 * are those of {@link JournalRecord}.
 *
 * @param at ISO 8601
 * @param events canonical JSON
 * @param marks whether the store lists it among those that begin or end a rollout
 */
public record KeptRecord(
    long sequence,
    String target,
    String at,
    long epoch,
    String actor,
    long version,
    String events,
    String input,
    String stateDigest,
    String previous,
    String hash,
    boolean marks) {
  private static final String STARTED = type(Event.RolloutStarted.class);
  private static final String CLEARED = type(Event.Cleared.class);
  private static final String ENDED = type(Event.RolloutEnded.class);

  /** A record as it is to be kept. */
  public static KeptRecord of(JournalRecord r) {
    String events = CoreJson.writeEvents(r.events());
    return new KeptRecord(
        r.sequence(), r.target().toString(), r.at().toString(), r.epoch(), r.actor(), r.version(), events, r.input(), r.stateDigest(),
        r.previous(), r.hash(), marks(events));
  }

  /** Whether it is in an archive: of its fields number, target, second and hash are known. */
  public boolean archived() {
    return events.isEmpty();
  }

  /** Whether these events begin or end a rollout. In canonical JSON a quotation mark within a text never stands alone. */
  public static boolean marks(String events) {
    return events.contains(STARTED) || events.contains(CLEARED) || events.contains(ENDED);
  }

  /** What tells in canonical JSON that an event of this kind is there. */
  public static String type(Class<? extends Event> event) {
    return "\"type\":\"" + CoreJson.typeName(event) + "\"";
  }
}
