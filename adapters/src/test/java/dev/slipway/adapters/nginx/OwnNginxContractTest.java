package dev.slipway.adapters.nginx;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.RouterContract;
import dev.slipway.core.traffic.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, against an nginx that Slipway starts. */
class OwnNginxContractTest extends RouterContract {
  @TempDir Path folder;
  private HttpServer instance;
  private int port;
  private NginxRouter router;

  @BeforeEach
  void start() throws Exception {
    instance = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    instance.start();
    port = RealNginx.freePort();
    router = new NginxRouter(folder, RealNginx.own(), RealNginx.settings(Duration.ZERO));
  }

  @AfterEach
  void stop() throws Exception {
    instance.stop(0);
    RealNginx.endAll(folder);
  }

  @Override
  protected Router router() {
    return router;
  }

  @Override
  protected Endpoint listen() {
    return new Endpoint("127.0.0.1", port);
  }

  @Override
  protected Endpoint instance() {
    return new Endpoint("127.0.0.1", instance.getAddress().getPort());
  }
}
