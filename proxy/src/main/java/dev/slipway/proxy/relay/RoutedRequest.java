package dev.slipway.proxy.relay;

import dev.slipway.proxy.traffic.ReleaseTraffic;
import dev.slipway.proxy.traffic.Routing;
import dev.slipway.proxy.traffic.Stickiness;
import dev.slipway.proxy.traffic.TargetTraffic;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where the table sends one request.
 *
 * @param newCookie what makes this person known from now on, if they were not and the table wants it
 */
record RoutedRequest(Routing routing, ReleaseTraffic release, Optional<String> newCookie) {

  /** Empty when no release has a backend for it. */
  static Optional<RoutedRequest> of(TargetTraffic target, HttpHeaders headers, Client client) {
    if (target.routing().isEmpty()) {
      return Optional.empty();
    }
    Routing routing = target.routing().get();
    if (client.preview()) {
      return routing.preview().map(release -> new RoutedRequest(routing, release, Optional.empty()));
    }
    if (routing.stickiness().isPresent()) {
      return sticky(routing, routing.stickiness().get(), headers, client);
    }
    Optional<ReleaseTraffic> chosen = routing.choose(headers);
    return chosen.isPresent() ? Optional.of(new RoutedRequest(routing, chosen.get(), Optional.empty())) : Optional.empty();
  }

  private static Optional<RoutedRequest> sticky(Routing routing, Stickiness stickiness, HttpHeaders headers, Client client) {
    Optional<String> known = stickiness.identity(headers);
    if (known.isPresent()) {
      return routing.choose(headers, known.get()).map(release -> new RoutedRequest(routing, release, Optional.empty()));
    }
    if (!stickiness.givesCookie()) {
      return routing.choose(headers).map(release -> new RoutedRequest(routing, release, Optional.empty()));
    }
    String identity = newIdentity();
    String cookie = stickiness.setCookie(identity, client.scheme().equals("https"));
    return routing.choose(headers, identity).map(release -> new RoutedRequest(routing, release, Optional.of(cookie)));
  }

  /** Nothing is guarded by it, so it need only be distinct. */
  private static String newIdentity() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
  }
}
