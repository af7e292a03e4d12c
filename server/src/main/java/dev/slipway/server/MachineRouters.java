package dev.slipway.server;

import dev.slipway.adapters.embedded.EmbeddedRouter;
import dev.slipway.adapters.embedded.ProxyWatch;
import dev.slipway.adapters.haproxy.HaproxyRouter;
import dev.slipway.adapters.nginx.NginxRouter;
import dev.slipway.adapters.nginx.NginxRouters;
import dev.slipway.core.spi.Router;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.server.deploy.Routers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The routers of a server that deploys to its own machine, each made when it is first needed. */
final class MachineRouters implements Routers, AutoCloseable {
  private final EmbeddedRouter embedded;
  private final ProxyWatch proxyWatch;
  private final Path haproxyFolder;
  private final Map<RouterSpec.Haproxy, Router> haproxies = new ConcurrentHashMap<>();
  private final NginxRouters nginx;
  private final KubernetesPlaces kubernetes;

  MachineRouters(Path folder, KubernetesPlaces kubernetes) {
    Path proxy = folder.resolve("proxy");
    this.embedded = new EmbeddedRouter(proxy, ProxyCommand.of(proxy, System.getenv(), System.getProperties()), System::nanoTime);
    this.proxyWatch = embedded.watch(BuildVersion.text(), ownHome(), Clock.systemUTC()).start();
    this.haproxyFolder = folder.resolve("haproxy");
    this.kubernetes = kubernetes;
    this.nginx = new NginxRouters(folder.resolve("nginx"), NginxRouter.Settings.usual(System::nanoTime));
  }

  @Override
  public Router of(Optional<RouterSpec> spec) {
    return spec.map(this::other).orElse(embedded);
  }

  @Override
  public List<Trouble> troubles(Optional<RouterSpec> spec) {
    return spec.isPresent() ? List.of() : proxyWatch.trouble().map(t -> new Trouble(t.code(), t.message())).stream().toList();
  }

  /** Nobody watches the proxy any more; it goes on. */
  @Override
  public void close() {
    proxyWatch.close();
  }

  /** Where a proxy started now would come from, as it would say itself; unknown where a command of the user's starts it. */
  private static String ownHome() {
    String home = System.getProperty("slipway.home", "");
    return home.isEmpty() || System.getenv("SLIPWAY_PROXY_COMMAND") != null ? ""
        : home + "@" + Path.of(home, "lib", "slipway.jar").toFile().lastModified();
  }

  private Router other(RouterSpec spec) {
    return switch (spec) {
      // The template is a matter of each target's settings; the counters go on where it changes.
      case RouterSpec.Haproxy h -> haproxies.computeIfAbsent(
          h.withoutTemplate(), one -> new HaproxyRouter(haproxyFolder, one, System::nanoTime));
      case RouterSpec.Nginx n -> nginx.of(n);
      case RouterSpec.Kubernetes k -> kubernetes.router(k);
    };
  }
}
