package dev.slipway.server.deploy;

import dev.slipway.core.spi.Router;
import dev.slipway.core.traffic.RouterSpec;
import java.util.Optional;

/** Every kind of router there is. */
@FunctionalInterface
public interface Routers {
  /** The router that enforces what was asked for so; the embedded proxy where nothing was. */
  Router of(Optional<RouterSpec> spec);
}
