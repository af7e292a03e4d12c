package dev.slipway.adapters.kubernetes;

import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.RouterContract;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.KubernetesWay;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An object of a real cluster, without a controller behind it, keeps to the contract of every router. */
abstract class ObjectRouterContract extends RouterContract {
  private String namespace;
  private Clusters server;

  @BeforeEach
  void open() {
    namespace = RealCluster.namespace("service");
    TeamObjects.make(namespace, 0);
    make(namespace);
    server = new Clusters(InstantSource.system(), System::nanoTime);
  }

  @AfterEach
  void close() {
    server.close();
    RealCluster.remove(namespace);
  }

  @Override
  protected Router router() {
    return server.router(TeamObjects.spec(namespace, way()));
  }

  @Override
  protected Endpoint listen() {
    return new Endpoint("shop", 80);
  }

  @Override
  protected Endpoint instance() {
    return new Endpoint("172.17.0.250", 8080);
  }

  /** Which object it is. */
  protected abstract KubernetesWay way();

  /** Makes it, as the team would. */
  protected void make(String namespace) {}
}
