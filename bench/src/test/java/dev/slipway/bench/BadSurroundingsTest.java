package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.cli.client.ApiRefusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Things around Slipway that are not as they should be. */
@ExtendWith(SharedRig.class)
class BadSurroundingsTest {

  @Test
  void a_public_port_that_somebody_else_has_is_named_before_anything_is_started(Target target) throws IOException {
    try (ServerSocket other = new ServerSocket(target.port(), 1, InetAddress.getLoopbackAddress())) {
      ApiRefusal refusal =
          Assertions.assertThrows(ApiRefusal.class, () -> target.deploy(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0"));
      assertTrue(refusal.said().contains(Integer.toString(other.getLocalPort())), refusal::said);
    }
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
    assertEquals("1.0.0", Visit.to(target.url() + "/").release());
  }

  @Test
  void a_second_server_on_the_same_state_does_not_start_and_the_first_goes_on(Rig rig) {
    Program.Ended second = rig.program().run("server", "--state", rig.workspace().state().toString(), "--port", "0");
    assertEquals(2, second.exit(), second::said);
    assertTrue(second.err().contains("SLW-5120"), second::said);
    assertEquals("up", rig.server().api().get("/health").path("status").asText());
  }
}
