package dev.slipway.engine.journal;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.codec.CoreJson;
import dev.slipway.engine.codec.Format;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

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
  public static String hash(JournalRecord r) {
    List<byte[]> fields =
        List.of(
            text(r.previous()),
            number(r.sequence()),
            text(r.target().toString()),
            number(r.at().getEpochSecond()),
            number(r.at().getNano()),
            number(r.epoch()),
            text(r.actor()),
            number(r.version()),
            text(CoreJson.writeEvents(r.events())),
            text(r.input()),
            text(r.stateDigest()));
    MessageDigest sha = sha256();
    fields.forEach(sha::update);
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

  private static byte[] text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + bytes.length).putLong(bytes.length).put(bytes).array();
  }

  private static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
