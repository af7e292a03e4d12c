package dev.slipway.server.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The secret that a client shows: 256 random bits as 64 hexadecimal digits. Only its digest is kept in memory, and it prints as
 * nothing.
 */
public final class Token {
  private static final String FILE = "token";
  private static final int BYTES = 32;

  private final StateFolder folder;
  private volatile byte[] digest;

  private Token(StateFolder folder, String secret) {
    this.folder = folder;
    this.digest = digest(secret);
  }

  /** The token of a state folder, made on its first start. */
  public static Token of(StateFolder folder) {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        folder.write(FILE, random() + "\n");
      }
      Optional<String> fault = OwnerOnly.fault(file);
      if (fault.isPresent()) {
        throw refused(fault.get() + " (remove it, and the next start makes a new one)");
      }
      String secret = Files.readString(file).strip();
      if (secret.length() < BYTES) {
        throw refused("the token in " + file + " is shorter than " + BYTES + " characters. Remove the file and a new one is made");
      }
      return new Token(folder, secret);
    } catch (IOException | UncheckedIOException e) {
      throw refused("the token in " + file + " cannot be read or written: " + e);
    }
  }

  private static StartException refused(String why) {
    return StartException.wrongUse("SLW-5123", why + ". The server does not start; traffic stays as it is");
  }

  private static String random() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Puts a new one in its place, first in the file. From then on the one of before opens nothing. */
  public Path rotate() {
    String secret = random();
    folder.write(FILE, secret + "\n");
    digest = digest(secret);
    return folder.resolve(FILE);
  }

  /** Whether this is it; takes the same time for every wrong one, whatever its length. */
  public boolean is(String shown) {
    return MessageDigest.isEqual(digest, digest(shown));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Token";
  }
}
