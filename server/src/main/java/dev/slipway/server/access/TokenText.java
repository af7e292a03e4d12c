package dev.slipway.server.access;

import dev.slipway.core.release.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A token of the API as its owner has it: {@code slw_}, an id that is no secret, 256 random bits, and a checksum by which those who look
 * for lost secrets know it for sure. There is one way to write each.
 */
final class TokenText {
  /** What all of them begin with. */
  static final String PREFIX = "slw_";

  private static final Pattern FORM = Pattern.compile("(slw_([0-9a-f]{12})_[0-9a-f]{64})([0-9a-f]{8})");
  private static final int ID_BYTES = 6;
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private TokenText() {}

  /** A new one. */
  static String random() {
    String begin = PREFIX + hex(ID_BYTES) + "_" + hex(SECRET_BYTES);
    return begin + checksum(begin);
  }

  private static String hex(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String checksum(String begin) {
    CRC32 crc = new CRC32();
    crc.update(begin.getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  /** The id of one; nothing where it cannot be one. */
  static Optional<String> id(String token) {
    Matcher form = FORM.matcher(token);
    return form.matches() && checksum(form.group(1)).equals(form.group(3)) ? Optional.of(form.group(2)) : Optional.empty();
  }

  /** What is kept of it. */
  static Digest digest(String token) {
    try {
      return new Digest(HexFormat.of().formatHex(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether a token has the digest; it takes the same time for every wrong one. */
  static boolean matches(String token, Digest kept) {
    return MessageDigest.isEqual(HexFormat.of().parseHex(digest(token).hex()), HexFormat.of().parseHex(kept.hex()));
  }
}
