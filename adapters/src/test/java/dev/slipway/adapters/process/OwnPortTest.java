package dev.slipway.adapters.process;

import static dev.slipway.adapters.process.Workshop.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Somebody else listens on the port of an instance, and says that all is well. */
final class OwnPortTest extends RealProcesses {
  /** Lets go of its port, but not of its life, once the file "left" is there. */
  private static final String LEAVES = Workshop.SERVER.replace(
      "server.serve_forever()",
      """
      import threading
      threading.Thread(target=server.serve_forever, daemon=True).start()
      while not says('left'): time.sleep(0.02)
      server.shutdown(); server.server_close()
      time.sleep(300)
      """);

  private final AtomicInteger asked = new AtomicInteger();

  private HttpServer stranger(int port, InetAddress address) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
    server.createContext("/", exchange -> {
      asked.incrementAndGet();
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    server.start();
    return server;
  }

  private int port() {
    return one().endpoint().orElseThrow().port();
  }

  private void neverReady(Release release, InetAddress address) throws Exception {
    converge(release);
    HttpServer stranger = stranger(port(), address);
    try {
      eventually("answered by the stranger", () -> asked.get() > 3);
      eventually("told", () -> one().detail().contains("process " + ProcessHandle.current().pid()));
      assertEquals(Condition.STARTING, one().condition());
      assertTrue(one().detail().contains("port " + port() + " is answered by"), one().detail());
    } finally {
      stranger.stop(0);
    }
  }

  @Test
  void a_stranger_that_answers_well_on_the_port_of_an_instance_that_does_not_listen_makes_it_not_ready() throws Exception {
    neverReady(script("1.0.0", "sleep 300"), InetAddress.getLoopbackAddress());
  }

  @Test
  void a_stranger_on_every_address_is_one_as_well_where_only_the_port_is_asked() throws Exception {
    Release release = workshop.release(platform, "1.0.0", Workshop.SERVER, "sleep 300", HealthSpec.portOnly(), Map.of());
    converge(release);
    HttpServer stranger = stranger(port(), new InetSocketAddress(0).getAddress());
    eventually("told", () -> one().detail().contains("is answered by process " + ProcessHandle.current().pid()));
    assertEquals(Condition.STARTING, one().condition());
    stranger.stop(0);
  }

  @Test
  void an_instance_that_lets_go_of_its_port_is_not_ready_any_more_when_a_stranger_takes_it() throws Exception {
    Release release = workshop.release(platform, "1.0.0", LEAVES, "/usr/bin/python3 ${artifact}", Workshop.health("/ready"),
        Map.of("SWITCHES", workshop.switches.toString()));
    until(release, is(Condition.READY));
    Files.createFile(workshop.switches.resolve("left"));
    eventually("port free", () -> Ports.free(port()));
    HttpServer stranger = stranger(port(), InetAddress.getLoopbackAddress());
    until(release, i -> i.condition() == Condition.UNREADY && i.detail().contains("is answered by process"));
    stranger.stop(0);
  }

  @Test
  void a_child_that_left_the_session_of_its_instance_still_is_of_it() throws Exception {
    Release release = script("1.0.0", "setsid /usr/bin/python3 ${artifact} & wait");
    until(release, is(Condition.READY));
    Path left = Files.createFile(workshop.switches.resolve("unready"));
    until(release, is(Condition.UNREADY));
    Files.delete(left);
    until(release, is(Condition.READY));
  }
}
