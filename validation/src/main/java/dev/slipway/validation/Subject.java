package dev.slipway.validation;

import dev.slipway.core.check.When;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.validation.ask.Trust;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked, and with what.
 *
 * @param address scheme, host and port
 * @param health where the service tells how it is
 * @param target whose address it is
 * @param version that is expected there, empty where nobody knows
 * @param place preview or live in a rollout, absent when a person asks
 * @param folder where commands run and files are found
 * @param trust whose word is taken for a certificate
 * @param variables that requests may name
 * @param passedOn variables that commands find
 */
public record Subject(
    URI address,
    HealthSpec health,
    TargetId target,
    String version,
    Optional<When> place,
    Path folder,
    Trust trust,
    Map<String, String> variables,
    Map<String, String> passedOn) {
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "*", "");

  public Subject {
    variables = Map.copyOf(variables);
    passedOn = Map.copyOf(passedOn);
  }

  /** Where a listener is asked from its own machine. */
  public static URI listening(Endpoint listener, boolean tls) {
    Endpoint at = EVERYWHERE.contains(listener.host()) ? new Endpoint("127.0.0.1", listener.port()) : listener;
    return URI.create((tls ? "https://" : "http://") + at);
  }

  /** Whether it is asked over TLS. */
  public boolean encrypted() {
    return "https".equals(address.getScheme());
  }

  /** The port, also where none is written. */
  public int port() {
    return address.getPort() > 0 ? address.getPort() : encrypted() ? 443 : 80;
  }

  /** A page that is sure to be there, as far as anything is known. */
  public String page() {
    return health.ready().or(health::live).orElse("/");
  }
}
