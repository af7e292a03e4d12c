package dev.slipway.adapters.process;

import static dev.slipway.adapters.process.Workshop.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An instance that listens, but where neither health questions nor traffic come. */
final class OtherAddressTest extends RealProcesses {
  private static final String IPV6_ONLY = Workshop.SERVER
      .replace("server = http", "import socket\nhttp.server.ThreadingHTTPServer.address_family = socket.AF_INET6\nserver = http")
      .replace("'127.0.0.1'", "'::1'");
  private static final String EVERYWHERE = IPV6_ONLY.replace("'::1'", "'::'");

  private Release release(String server, HealthSpec health) throws Exception {
    return workshop.release(platform, "1.0.0", server, "/usr/bin/python3 ${artifact}", health,
        Map.of("SWITCHES", workshop.switches.toString()));
  }

  private void neverReadyAndTold(String refused, HealthSpec health) throws Exception {
    converge(release(IPV6_ONLY, health));
    int port = one().endpoint().orElseThrow().port();
    eventually("told", () -> one().detail().contains("it listens on port " + port + " of another address only, such as ::1"));
    assertTrue(one().detail().startsWith(refused), one().detail());
    assertTrue(one().detail().endsWith("make it listen on 127.0.0.1 or on every address"), one().detail());
    assertEquals(Condition.STARTING, one().condition());
  }

  @Test
  void one_that_listens_on_the_ipv6_loopback_only_is_not_ready_and_is_told_where_to_listen() throws Exception {
    neverReadyAndTold("GET /ready: connection refused; ", Workshop.health("/ready"));
  }

  @Test
  void so_is_one_of_which_only_the_port_is_asked() throws Exception {
    neverReadyAndTold("port ", HealthSpec.portOnly());
  }

  @Test
  void one_that_listens_on_every_address_of_both_families_is_ready() throws Exception {
    Release release = release(EVERYWHERE, Workshop.health("/ready"));
    until(release, is(Condition.READY));
    assertFalse(one().detail().contains("another address"), one().detail());
  }
}
