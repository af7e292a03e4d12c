package dev.slipway.server;

import dev.slipway.adapters.embedded.EmbeddedRouter;
import dev.slipway.adapters.nginx.NginxRouter;
import dev.slipway.adapters.nginx.NginxRouters;
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
  private final NginxRouters nginx;

  MachineRouters(StateFolder folder) {
    Path proxy = folder.resolve("proxy");
    this.embedded = new EmbeddedRouter(proxy, ProxyCommand.of(proxy, System.getenv(), System.getProperties()), System::nanoTime);
    this.nginx = new NginxRouters(folder.resolve("nginx"), NginxRouter.Settings.usual(System::nanoTime));
  }

  @Override
  public Router of(Optional<RouterSpec> spec) {
    return spec.map(this::other).orElse(embedded);
  }

  private Router other(RouterSpec spec) {
    return switch (spec) {
      case RouterSpec.Nginx n -> nginx.of(n);
      case RouterSpec.Haproxy h -> throw new OutsideException("SLW-4090", "the router " + spec.word() + " is not available in this version. Traffic stays as it is");
    };
  }
}
