package dev.slipway.engine.journal;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.codec.Format;
import dev.slipway.engine.codec.TimeText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * How records are chained: each holds the SHA-256 (FIPS 180-4) of all its other fields, the hash of the record before first.
 *
 * <p>The hashed bytes are, in this order: previous, sequence, target, at, epoch, actor, version, events, input, stateDigest. A number is 8
 * bytes, big-endian. A text is its length in bytes as such a number, then its UTF-8. The moment is seconds since 1970 and nanoseconds, two
 * numbers. Events are their canonical JSON.
 */
public final class Chain {
  private Chain() {}

  /** Where a record stands. */
  public record Link(String previous, long sequence, TargetId target, long epoch, long version) {}

  /** A draft made into a record of the chain. {@code state} is the state after it, as it is kept. */
  public static JournalRecord seal(Link link, JournalRecord.Draft draft, String state) {
    JournalRecord open =
        new JournalRecord(
            link.sequence(),
            link.target(),
            draft.at(),
            link.epoch(),
            draft.actor(),
            link.version(),
            draft.events(),
            Format.write(draft.input()),
            digest(state),
            link.previous(),
            "");
    return withHash(open, hash(open));
  }

  /** What a record's hash must be. */
  public static String hash(JournalRecord record) {
    return hash(KeptRecord.of(record));
  }

  /**
   * What a record's hash must be, as it is kept.
   *
   * @throws java.time.DateTimeException when its moment is none
   */
  public static String hash(KeptRecord record) {
    return hash(record, TimeText.instant(record.at()));
  }

  static String hash(KeptRecord r, Instant at) {
    MessageDigest sha = sha256();
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    text(sha, number, r.previous());
    number(sha, number, r.sequence());
    text(sha, number, r.target());
    number(sha, number, at.getEpochSecond());
    number(sha, number, at.getNano());
    number(sha, number, r.epoch());
    text(sha, number, r.actor());
    number(sha, number, r.version());
    text(sha, number, r.events());
    text(sha, number, r.input());
    text(sha, number, r.stateDigest());
    return HexFormat.of().formatHex(sha.digest());
  }

  /** SHA-256 of a text, hexadecimal. */
  public static String digest(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The input that a record was decided from. */
  public static Input input(JournalRecord record) {
    return Format.read(Input.class, record.input());
  }

  private static JournalRecord withHash(JournalRecord r, String hash) {
    return new JournalRecord(
        r.sequence(), r.target(), r.at(), r.epoch(), r.actor(), r.version(), r.events(), r.input(), r.stateDigest(), r.previous(), hash);
  }

  private static void text(MessageDigest sha, ByteBuffer number, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(sha, number, bytes.length);
    sha.update(bytes);
  }

  private static void number(MessageDigest sha, ByteBuffer buffer, long number) {
    sha.update(buffer.putLong(0, number).array());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
