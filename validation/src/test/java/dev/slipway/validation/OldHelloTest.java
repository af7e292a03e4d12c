package dev.slipway.validation;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.validation.ask.OldHello;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that has enough of a client of long ago. */
@Timeout(60)
class OldHelloTest {
  @Test
  void a_server_that_hangs_up_refuses() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> resetting = CompletableFuture.runAsync(() -> {
        try (Socket client = server.accept()) {
          client.getInputStream().read();
          client.setSoLinger(true, 0);
        } catch (java.io.IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      });
      assertFalse(OldHello.accepted("127.0.0.1", server.getLocalPort(), OldHello.Version.TLS_1_0));
      resetting.join();
    }
  }
}
