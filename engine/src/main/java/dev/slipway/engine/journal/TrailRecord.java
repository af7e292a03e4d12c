package dev.slipway.engine.journal;

/**
 * What of a record people ask for long afterwards: who, when, what; without what it was decided from, which is most of it. Fields are those
 * of {@link KeptRecord}.
 *
 * @param at ISO 8601
 * @param events canonical JSON
 */
public record TrailRecord(long sequence, String target, String at, String actor, String events, String hash) {

  /** Whether it is in an archive: number, target, second and hash are known. */
  public boolean archived() {
    return events.isEmpty();
  }
}
