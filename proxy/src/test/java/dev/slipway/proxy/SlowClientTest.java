package dev.slipway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that never come to the point are told so and let go; the others do not notice. */
class SlowClientTest {
  @TempDir Path directory;
  RunningProxy proxy;
  ScriptedBackend backend;
  int port;

  @BeforeEach
  void start() throws Exception {
    proxy = new RunningProxy(directory);
    backend = ScriptedBackend.saying("ok");
    port = proxy.apply(TableBuilder.generation(1).release("a", 100, backend.port()).with("timeouts", Map.of("headerMillis", 500)));
  }

  @AfterEach
  void stop() throws Exception {
    assertEquals(200, RawClient.getOnce(port, "/").status());
    proxy.close();
    backend.close();
  }

  @Test
  void heads_that_drip_are_told_to_hurry_while_others_are_served() throws Exception {
    List<RawClient> slow = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      slow.add(new RawClient(port).send("GET / HTTP/1.1\r\n"));
    }
    RunningProxy.await("the first gave up although bytes kept coming", () -> dripped(slow.getFirst()));
    assertEquals(200, RawClient.getOnce(port, "/").status());
    for (RawClient each : slow.subList(1, slow.size())) {
      assertTrue(each.head().startsWith("HTTP/1.1 408"));
      assertTrue(each.isClosedByProxy());
      each.close();
    }
    assertEquals(1, backend.requests.size());
  }

  @Test
  void a_body_that_does_not_come_is_told_to_hurry() throws Exception {
    try (RawClient client = new RawClient(port).send("POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 10\r\n\r\nabc")) {
      assertTrue(client.head().startsWith("HTTP/1.1 408"));
      assertTrue(client.isClosedByProxy());
    }
    assertTrue(backend.requests.stream().noneMatch(each -> each.body().length == 10));
  }

  private static boolean dripped(RawClient client) {
    try {
      client.send("X-A: b\r\n");
      return client.in.available() > 0 && client.head().startsWith("HTTP/1.1 408");
    } catch (IOException closed) {
      return false;
    }
  }
}
