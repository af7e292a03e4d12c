package dev.slipway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One proxy takes the place of another while both run. */
class HandoverTest {
  private static final int HANDOVERS = Integer.getInteger("slipway.test.handovers", 3);

  @TempDir Path folder;
  ProxyProcesses proxies;
  ScriptedBackend backend;

  @BeforeEach
  void start() throws Exception {
    proxies = new ProxyProcesses(Files.createDirectory(folder.resolve("proxy")));
    backend = ScriptedBackend.saying("here");
  }

  @AfterEach
  void stop() throws Exception {
    proxies.close();
    backend.close();
  }

  @Test
  void no_request_is_lost_and_every_one_is_counted_while_proxies_follow_one_another() throws Exception {
    Process first = proxies.start();
    int port = proxies.apply(new TableBuilder(3, 9).release("a", 100, backend.port()));
    String boot = proxies.counts().path("boot").asText();
    Process last = first;
    HandoverLoad load = new HandoverLoad(port, 4, 4);
    try (load) {
      for (int i = 0; i < HANDOVERS; i++) {
        last = proxies.start("--take-over");
        assertTrue(last.isAlive(), Files.readString(proxies.log(i + 1)));
        long before = load.answered.get();
        RunningProxy.await("it serves", () -> load.answered.get() > before + 200);
      }
    }
    System.out.println(load.answered + " answered over " + load.connections + " connections, " + load.failed.size() + " failed");
    assertEquals(List.of(), List.copyOf(load.failed));
    assertTrue(ProxyProcesses.ends(first));
    assertEquals(0, first.exitValue());
    assertEquals(last.pid(), proxies.pid());
    assertEquals(9, proxies.read().path("table").path("generation").asInt());
    assertEquals(boot, proxies.counts().path("boot").asText());
    assertEquals(load.answered.get(), proxies.counts().path("releases").path("a").path("requests").asLong());
    assertEquals("stale-epoch", AdminTest.code(proxies.admin.apply(new TableBuilder(2, 99).release("a", 100, backend.port()).build())));
  }
}
