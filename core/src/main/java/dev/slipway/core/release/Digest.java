package dev.slipway.core.release;

/**
 * A SHA-256 digest as 64 lower-case hexadecimal digits (FIPS 180-4).
 *
 * @param hex the digits
 */
public record Digest(String hex) {
  public Digest {
    if (!hex.matches("[0-9a-f]{64}")) {
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
