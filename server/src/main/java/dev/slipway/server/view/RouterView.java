package dev.slipway.server.view;

import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.TargetSettings;
import java.util.List;
import java.util.Optional;

/**
 * What the router enforces.
 *
 * @param listen public address
 * @param url the same as a browser takes it
 * @param preview the candidate's address before it has live traffic
 * @param split share and instances of every release
 */
public record RouterView(
    long epoch,
    long generation,
    Optional<String> listen,
    Optional<String> url,
    Optional<String> preview,
    Optional<Emergency> override,
    List<Route> split) {

  /** An emergency in force. */
  public record Emergency(String by, String reason) {}

  /** One release's share. */
  public record Route(String release, int weight, List<Backend> backends) {}

  /** One instance as the router sees it. */
  public record Backend(String instance, String endpoint, boolean draining) {}

  public static RouterView of(RouterSeen seen) {
    return new RouterView(
        seen.epoch(),
        seen.generation(),
        seen.settings().map(s -> s.listen().toString()),
        seen.settings().map(RouterView::url),
        seen.preview().map(p -> "http://" + p),
        seen.override().map(o -> new Emergency(o.by(), o.reason())),
        seen.table().routes().stream()
            .map(
                r ->
                    new Route(
                        r.release().value(),
                        r.weight(),
                        r.backends().stream().map(b -> new Backend(b.instance().toString(), b.endpoint().toString(), b.draining())).toList()))
            .toList());
  }

  private static String url(TargetSettings settings) {
    Endpoint listen = settings.listen();
    boolean everywhere = listen.host().equals("0.0.0.0") || listen.host().equals("::");
    Endpoint reached = everywhere ? new Endpoint("127.0.0.1", listen.port()) : listen;
    return (settings.tls().isPresent() ? "https://" : "http://") + reached;
  }
}
