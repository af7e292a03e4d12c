package dev.slipway.core.traffic;

import java.time.Duration;
import java.util.Optional;

/**
 * Where and how a target is reached.
 *
 * @param listen the public address
 * @param tls certificate and key, absent for plain HTTP
 * @param sticky how a user is kept on one release, absent for no stickiness
 * @param drain how long a request may take to finish once its instance is leaving
 * @param router what enforces the split, absent for the embedded proxy
 * @param front what it does beside that, absent for nothing
 */
public record TargetSettings(
    Endpoint listen, Optional<Tls> tls, Optional<Sticky> sticky, Duration drain, Optional<RouterSpec> router, Optional<Front> front) {

  /** Behind the embedded proxy, with nothing in front. */
  public TargetSettings(Endpoint listen, Optional<Tls> tls, Optional<Sticky> sticky, Duration drain) {
    this(listen, tls, sticky, drain, Optional.empty(), Optional.empty());
  }

  /**
   * PEM files, read again when they change.
   *
   * @param certificate path of the chain
   * @param key path of the private key
   */
  public record Tls(String certificate, String key) {}

  /** What makes two requests the same user. */
  public sealed interface Sticky {
    /** A cookie that the router sets. */
    record Cookie(String name) implements Sticky {}

    /** A header that the client sends. */
    record Header(String name) implements Sticky {}
  }
}
