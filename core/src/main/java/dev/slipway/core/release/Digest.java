package dev.slipway.core.release;

import java.util.regex.Pattern;

/**
 * A SHA-256 digest as 64 lower-case hexadecimal digits (FIPS 180-4).
 *
 * @param hex the digits
 */
public record Digest(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public Digest {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
    }
  }

  /** The first eight digits: enough for a person to tell two builds apart. */
  public String brief() {
    return hex.substring(0, 8);
  }

  @Override
  public String toString() {
    return "sha256:" + hex;
  }
}
