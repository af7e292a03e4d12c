package dev.slipway.server.access;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the browser of somebody keeps who signed in: an id that is no secret, and 256 random bits. There is one way to write each. */
final class SessionText {
  private static final Pattern FORM = Pattern.compile("([0-9a-f]{12})_[0-9a-f]{64}");
  private static final int ID_BYTES = 6;
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private SessionText() {}

  /** A new one. */
  static String random() {
    return hex(ID_BYTES) + "_" + hex(SECRET_BYTES);
  }

  private static String hex(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The id of one; nothing where it cannot be one. */
  static Optional<String> id(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
  }
}
