package dev.slipway.engine.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A SHA-256 of a Merkle tree, hashed as RFC 6962 section 2.1 says: leaves and nodes begin with a byte of their own, so that none can be
 * taken for the other.
 *
 * @param bytes 32 of them
 */
public record Hash(byte[] bytes) {
  /** How long one is. */
  public static final int BYTES = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;
  private static final MessageDigest SHA_256 = lookedUp();

  public Hash {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a hash has " + BYTES + " bytes, not " + bytes.length);
    }
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Of what a leaf stands for. */
  public static Hash leaf(byte[] data) {
    MessageDigest sha = sha256();
    sha.update(LEAF);
    return new Hash(sha.digest(data));
  }

  /** The leaf of a journal record: what it stands for is the record's own hash, 32 bytes, given in hexadecimal. */
  public static Hash ofRecord(String recordHash) {
    if (recordHash.length() != 2 * BYTES) {
      throw new IllegalArgumentException("a record's hash has " + 2 * BYTES + " hexadecimal digits, not " + recordHash.length());
    }
    // A walk reads a million of them, and this takes a third of what HexFormat.parseHex does.
    byte[] data = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      data[i] = (byte) (HexFormat.fromHexDigit(recordHash.charAt(2 * i)) << 4 | HexFormat.fromHexDigit(recordHash.charAt(2 * i + 1)));
    }
    return leaf(data);
  }

  /** Of two subtrees. */
  public static Hash node(Hash left, Hash right) {
    MessageDigest sha = sha256();
    sha.update(NODE);
    sha.update(left.bytes);
    return new Hash(sha.digest(right.bytes));
  }

  /** Of a tree without a leaf. */
  public static Hash empty() {
    return new Hash(sha256().digest());
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException when it is no hexadecimal of 32 bytes
   */
  public static Hash parse(String hexadecimal) {
    return new Hash(HexFormat.of().parseHex(hexadecimal));
  }

  /** Looking one up takes as long as hashing a node; a copy of one that was looked up does not. */
  static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the SHA-256 of every Java runtime can be copied", e);
    }
  }

  private static MessageDigest lookedUp() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Hexadecimal, lower case. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
