package dev.slipway.server.access;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Wrong credentials, counted for each address. After too many of them in a minute, no other credential from there is looked at for a
 * minute, but those that were let in from there before: colleagues behind the same address work on.
 */
public final class Attempts {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  /** More addresses, or credentials that were let in, are not remembered: the one not seen for longest is forgotten. */
  private static final int MOST_REMEMBERED = 10_000;
  private static final int IPV6_BYTES = 16;
  private static final int IPV6_NETWORK_BYTES = 8;

  private final int most;
  private final InstantSource clock;
  private final Map<String, Count> wrong = remembering();
  private final Map<String, Boolean> right = remembering();

  private record Count(Instant since, int failures, Instant heldUntil) {}

  /**
   * Nobody has tried yet.
   *
   * @param most wrong ones from one address in a minute; 0 for any number
   */
  public Attempts(int most, InstantSource clock) {
    this.most = most;
    this.clock = clock;
  }

  private static <T> Map<String, T> remembering() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
        return size() > MOST_REMEMBERED;
      }
    };
  }

  /** How long a credential from an address has to wait until it is looked at; nothing where it is looked at now. */
  public synchronized Optional<Duration> heldUp(String address, String shown) {
    Instant now = clock.instant();
    return Optional.ofNullable(wrong.get(network(address))).filter(c -> now.isBefore(c.heldUntil()))
        .filter(c -> !right.containsKey(mark(address, shown))).map(c -> Duration.between(now, c.heldUntil()));
  }

  /** It was let in. */
  public synchronized void right(String address, String shown) {
    if (most > 0) {
      right.put(mark(address, shown), true);
    }
  }

  /** It was not; whether that was one too many, so that others have to wait from now on. */
  public synchronized boolean wrong(String address, String shown) {
    if (most == 0) {
      return false;
    }
    right.remove(mark(address, shown));
    Instant now = clock.instant();
    Count before = Optional.ofNullable(wrong.get(network(address))).filter(c -> now.isBefore(c.since().plus(WINDOW)))
        .orElse(new Count(now, 0, Instant.MIN));
    boolean held = now.isBefore(before.heldUntil());
    int failures = before.failures() + 1;
    boolean over = !held && failures >= most;
    wrong.put(network(address), over ? new Count(now, 0, now.plus(WINDOW)) : new Count(before.since(), failures, before.heldUntil()));
    return over;
  }

  /** Who has one address of IPv6 has all of its network. */
  private static String network(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      return HexFormat.of().formatHex(bytes, 0, bytes.length == IPV6_BYTES ? IPV6_NETWORK_BYTES : bytes.length);
    } catch (IllegalArgumentException e) {
      return address; // A socket that has no number has one address all the same.
    }
  }

  private static String mark(String address, String shown) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((network(address) + " ").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(shown.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
