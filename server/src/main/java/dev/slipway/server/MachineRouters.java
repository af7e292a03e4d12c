package dev.slipway.server;

import dev.slipway.adapters.embedded.EmbeddedRouter;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.server.deploy.Routers;
import dev.slipway.server.state.StateFolder;
import java.nio.file.Path;
import java.util.Optional;

/** The routers of a server that deploys to its own machine, each made when it is first needed. */
final class MachineRouters implements Routers {
  private final EmbeddedRouter embedded;

  MachineRouters(StateFolder folder) {
    Path proxy = folder.resolve("proxy");
    this.embedded = new EmbeddedRouter(proxy, ProxyCommand.of(proxy, System.getenv(), System.getProperties()), System::nanoTime);
  }

  @Override
  public Router of(Optional<RouterSpec> spec) {
    return spec.map(MachineRouters::other).orElse(embedded);
  }

  private static Router other(RouterSpec spec) {
    throw new OutsideException("SLW-4090", "the router " + spec.word() + " is not available in this version. Traffic stays as it is");
  }
}
