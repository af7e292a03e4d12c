package dev.slipway.server.export;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.journal.KeptRecord;
import dev.slipway.server.state.StartException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which records are wanted.
 *
 * @param target of one target
 * @param from at or after this moment
 * @param before earlier than this moment
 * @param actor by this one
 */
public record ExportFilter(Optional<TargetId> target, Optional<Instant> from, Optional<Instant> before, Optional<String> actor) {

  /**
   * Reads it as it was typed. A day without a time is the whole day in UTC.
   *
   * @throws StartException when a word is none
   */
  public static ExportFilter of(Optional<String> target, Optional<String> from, Optional<String> to, Optional<String> actor) {
    return new ExportFilter(target.map(ExportFilter::target), from.map(f -> moment("--from", f, false)),
        to.map(t -> moment("--to", t, true)), actor);
  }

  private static TargetId target(String text) {
    try {
      return TargetId.parse(text);
    } catch (IllegalArgumentException e) {
      throw StartException.wrongUse("SLW-6040", "--target is \"" + text + "\". Nothing was exported. It is SERVICE/ENV");
    }
  }

  /**
   * A day or a moment.
   *
   * @param end whether a day's end is meant
   * @throws StartException when it is none
   */
  public static Instant moment(String option, String text, boolean end) {
    try {
      if (text.length() <= "2026-03-01".length()) {
        LocalDate day = LocalDate.parse(text);
        return (end ? day.plusDays(1) : day).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw StartException.wrongUse("SLW-6040", option + " is \"" + text
          + "\". Nothing was exported. It is a day as 2026-03-01, or a moment as 2026-03-01T12:00:00Z");
    }
  }

  /** Whether every record is. */
  public boolean all() {
    return target.isEmpty() && from.isEmpty() && before.isEmpty() && actor.isEmpty();
  }

  /** Whether this one is. */
  public boolean wants(KeptRecord record) {
    Instant at = Instant.parse(record.at());
    return target.filter(t -> !record.target().equals(t.toString())).isEmpty()
        && from.filter(at::isBefore).isEmpty()
        && before.filter(b -> !at.isBefore(b)).isEmpty()
        // Who asked for what is in an archive is not known here.
        && actor.filter(a -> !record.archived() && !record.actor().equals(a)).isEmpty();
  }

  /** In words for people. */
  public String words() {
    List<String> words = new ArrayList<>();
    target.ifPresent(t -> words.add("of " + t));
    from.ifPresent(f -> words.add("from " + f));
    before.ifPresent(b -> words.add("before " + b));
    actor.ifPresent(a -> words.add("by " + a));
    return words.isEmpty() ? "all" : String.join(", ", words);
  }
}
