package dev.slipway.engine.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key that signatures are verified with, in the form of C2SP signed-note: {@code NAME+ID+KEY}, of which the id is the beginning of a hash
 * over name and key.
 *
 * @param name whose; without spaces and +
 * @param bytes of an Ed25519 public key (RFC 8032), 32 of them
 */
public record PublicKey(String name, byte[] bytes) {
  static final byte ED25519 = 1;
  static final int ID_BYTES = 4;
  private static final int KEY_BYTES = 32;
  private static final Pattern WRITTEN = Pattern.compile("([^\\s+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]+)");
  /** The beginning of every such key in the form that Java reads (RFC 8410, 4). */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  public PublicKey {
    if (!name.matches("[^\\s+]+") || bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("no key: its name is \"" + name + "\", and it has " + bytes.length + " bytes");
    }
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Says which key a signature is by. */
  byte[] id() {
    MessageDigest sha = Hash.sha256();
    sha.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    sha.update(ED25519);
    return Arrays.copyOf(sha.digest(bytes), ID_BYTES);
  }

  /** Whether this key's owner signed a text. */
  boolean signed(String text, byte[] signature) {
    try {
      byte[] encoded = Arrays.copyOf(X509, X509.length + KEY_BYTES);
      System.arraycopy(bytes, 0, encoded, X509.length, KEY_BYTES);
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false; // Neither a point of the curve nor a signature of the right length: nobody signed with it.
    }
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException when it is no such key, or its id is not that of its name and key
   */
  public static PublicKey parse(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      throw new IllegalArgumentException("it is no key of the form NAME+ID+KEY");
    }
    byte[] key = Base64.getDecoder().decode(written.group(3));
    if (key.length != KEY_BYTES + 1 || key[0] != ED25519) {
      throw new IllegalArgumentException("it is no Ed25519 key");
    }
    PublicKey read = new PublicKey(written.group(1), Arrays.copyOfRange(key, 1, key.length));
    if (!HexFormat.of().formatHex(read.id()).equals(written.group(2))) {
      throw new IllegalArgumentException("its id " + written.group(2) + " is not that of its name and key: a character is wrong somewhere");
    }
    return read;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicKey key && name.equals(key.name) && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    byte[] typed = new byte[KEY_BYTES + 1];
    typed[0] = ED25519;
    System.arraycopy(bytes, 0, typed, 1, KEY_BYTES);
    return name + "+" + HexFormat.of().formatHex(id()) + "+" + Base64.getEncoder().encodeToString(typed);
  }
}
