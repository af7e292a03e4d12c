package dev.slipway.server.oidc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A sign-in that was begun in one browser. The server keeps nothing of it: the browser holds a secret that never stands in an address, and
 * everything else is made from it. So it can come back to another server or to one that was started again, and to no other browser.
 *
 * @param issuer where it was begun
 * @param path where the person wants to be afterwards
 * @param until wall-clock time, after which it does not count
 * @param once random, so that no two are alike
 */
public record Begun(String issuer, String path, Instant until, String once) {
  /** So long one has to sign in at the provider. */
  public static final Duration LIFE = Duration.ofMinutes(10);
  private static final int SECRET_BYTES = 32;
  private static final int ONCE_BYTES = 16;
  private static final int PARTS = 4;
  private static final int MOST_CHARACTERS = 4_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What a browser is to keep before its first sign-in. */
  public static String secret() {
    return random(SECRET_BYTES);
  }

  /** One that begins now. */
  public static Begun now(String issuer, String path, Instant now) {
    return new Begun(issuer, path, now.plus(LIFE).truncatedTo(java.time.temporal.ChronoUnit.SECONDS), random(ONCE_BYTES));
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return base64(bytes);
  }

  /** What goes to the provider and comes back (RFC 6749, 10.12). */
  public String state(String secret) {
    String said = said();
    return said + "." + made(secret, "state", said);
  }

  private String said() {
    return once + "." + until.getEpochSecond() + "." + base64(issuer.getBytes(StandardCharsets.UTF_8)) + "."
        + base64(path.getBytes(StandardCharsets.UTF_8));
  }

  /** What the signed token must say, so that it is of this sign-in. */
  public String nonce(String secret) {
    return made(secret, "nonce", said());
  }

  /** What proves to the provider that who began it also ends it (RFC 7636). */
  String verifier(String secret) {
    return made(secret, "verifier", said());
  }

  /** What the provider knows of that before. */
  String challenge(String secret) {
    try {
      return base64(MessageDigest.getInstance("SHA-256").digest(verifier(secret).getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** One that came back; nothing where the browser with this secret did not begin it, or too long ago. */
  public static Optional<Begun> of(String state, String secret, Instant now) {
    int last = state.lastIndexOf('.');
    if (last < 0 || state.length() > MOST_CHARACTERS || secret.isEmpty()) {
      return Optional.empty();
    }
    String said = state.substring(0, last);
    byte[] right = made(secret, "state", said).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(right, state.substring(last + 1).getBytes(StandardCharsets.US_ASCII))) {
      return Optional.empty();
    }
    String[] parts = said.split("\\.", -1);
    try {
      return parts.length != PARTS ? Optional.empty()
          : Optional.of(new Begun(text(parts[2]), text(parts[3]), Instant.ofEpochSecond(Long.parseLong(parts[1])), parts[0]))
              .filter(b -> now.isBefore(b.until()));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty(); // Who knows the secret made it otherwise than this server does.
    }
  }

  private static String made(String secret, String what, String said) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return base64(mac.doFinal((what + " " + said).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC with SHA-256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String text(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
