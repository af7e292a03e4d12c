package dev.slipway.server.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret that a client shows: 256 random bits as 64 hexadecimal digits. It prints as nothing. */
public final class Token {
  private static final String FILE = "token";
  private static final int BYTES = 32;

  private final byte[] secret;

  private Token(String secret) {
    this.secret = secret.getBytes(StandardCharsets.US_ASCII);
  }

  /** The token of a state folder, made on its first start. */
  public static Token of(StateFolder folder) {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        folder.write(FILE, HexFormat.of().formatHex(random) + "\n");
      }
      String secret = Files.readString(file).strip();
      if (secret.length() < BYTES) {
        throw StartException.wrongUse(
            "SLW-5123", "the token in " + file + " is shorter than " + BYTES + " characters. The server does not start. Remove the file and a new one is made");
      }
      return new Token(secret);
    } catch (IOException e) {
      throw StartException.wrongUse("SLW-5123", "the token in " + file + " cannot be read: " + e + ". The server does not start; traffic stays as it is");
    }
  }

  /** Whether this is it; takes the same time for every wrong one of the same length. */
  public boolean is(String shown) {
    return MessageDigest.isEqual(secret, shown.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "Token";
  }
}
