package dev.slipway.core.text;

import dev.slipway.core.release.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names and values written so that no two sets of them give the same text: every value comes after its length in UTF-8 bytes. */
public final class CanonicalText {
  private final StringBuilder text = new StringBuilder();

  /** The same with one more name and value. */
  public CanonicalText line(String name, String value) {
    int bytes = value.getBytes(StandardCharsets.UTF_8).length;
    text.append(name).append(' ').append(bytes).append(' ').append(value).append('\n');
    return this;
  }

  /** SHA-256 over the text in UTF-8. */
  public Digest digest() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return new Digest(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
