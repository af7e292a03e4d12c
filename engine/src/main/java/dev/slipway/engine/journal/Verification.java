package dev.slipway.engine.journal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What looking at a journal showed. */
public sealed interface Verification {

  /**
   * Every record is as it was written, and none is missing between the first and the last.
   *
   * @param archived how many of them are in an archive: their hashes are those that it was written with
   */
  record Intact(long records, Optional<Head> head, long archived) implements Verification {

    /** Of a journal that is here as a whole. */
    public Intact(long records, Optional<Head> head) {
      this(records, head, 0);
    }
  }

  /** The first record that is not as it was written. */
  record Broken(long sequence, Fault fault, String detail) implements Verification {}

  /**
   * A record known from elsewhere: written down by a person, kept in a backup, or implied by the state.
   *
   * @param sequence of the record
   * @param hash of the record
   */
  record Head(long sequence, String hash) {
    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{64})");

    /** As {@link #toString} writes it; empty where it is not written so. */
    public static Optional<Head> parse(String text) {
      Matcher written = WRITTEN.matcher(text.strip());
      return written.matches() ? Optional.of(new Head(Long.parseLong(written.group(1)), written.group(2))) : Optional.empty();
    }

    /** {@code SEQUENCE:HASH}, for a person to write down. */
    @Override
    public String toString() {
      return sequence + ":" + hash;
    }
  }

  /** How a journal can be broken. */
  enum Fault {
    /** A record's fields are not those it was written with. */
    EDITED,
    /** A record is missing, or stands elsewhere. */
    GAP,
    /** It ends before a record that is known to have been written. */
    CUT,
    /** From here on it is another history: each record is sound, but it does not follow what was there. */
    FORKED
  }
}
