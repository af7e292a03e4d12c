package dev.slipway.server.deploy;

import dev.slipway.core.spi.Router;
import dev.slipway.core.traffic.RouterSpec;
import java.util.List;
import java.util.Optional;

/** Every kind of router there is. */
@FunctionalInterface
public interface Routers {
  /** The router that enforces what was asked for so; the embedded proxy where nothing was. */
  Router of(Optional<RouterSpec> spec);

  /** What a person should know of the process of such a router, beside what its own answers say. */
  default List<Trouble> troubles(Optional<RouterSpec> spec) {
    return List.of();
  }

  /**
   * What befell the process of a router.
   *
   * @param code stable, SLW-nnnn
   */
  record Trouble(String code, String message) {}
}
