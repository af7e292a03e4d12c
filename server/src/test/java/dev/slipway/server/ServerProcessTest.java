package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own: how it begins, how it ends, and what it says. */
@Timeout(120)
class ServerProcessTest {
  private static final int MOST_LOOKS = 2_000;
  private final Map<Long, Path> terminals = new HashMap<>();
  @TempDir Path home;

  private Process start(String... more) throws IOException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.slipway.server.ServerMain", "--state", home.resolve("state").toString()));
    command.addAll(List.of(more));
    Path terminal = home.resolve("terminal-" + terminals.size());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(terminal.toFile()).start();
    terminals.put(process.pid(), terminal);
    return process;
  }

  private void awaitReady(Process server) throws InterruptedException {
    for (int look = 0; look < MOST_LOOKS && server.isAlive() && !Files.exists(home.resolve("state/server.json")); look++) {
      Thread.sleep(10);
    }
    assertTrue(Files.exists(home.resolve("state/server.json")), "it is ready");
  }

  private String said(Process process) throws IOException {
    return Files.readString(terminals.get(process.pid()));
  }

  @Test
  void a_term_signal_ends_it_in_order_and_a_second_server_meanwhile_is_told_who_works_there() throws Exception {
    Process server = start("--port", "0");
    try {
      awaitReady(server);
      Process second = start("--port", "0");
      assertEquals(2, second.waitFor());
      String told = said(second);
      assertTrue(told.contains("SLW-5120") && told.contains("process " + server.pid()), told);
      server.destroy();
      assertTrue(server.waitFor(20, TimeUnit.SECONDS));
      assertEquals(0, server.exitValue());
      assertFalse(Files.exists(home.resolve("state/server.json")));
      assertTrue(Files.readString(home.resolve("state/server.log")).contains("the server has ended"));
      assertTrue(said(server).contains("listens on http://127.0.0.1:"));
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void after_a_kill_the_next_start_takes_the_folder_over() throws Exception {
    Process killed = start("--port", "0");
    awaitReady(killed);
    killed.destroyForcibly().waitFor();
    Files.delete(home.resolve("state/server.json"));
    Process next = start("--port", "0", "--quiet");
    try {
      awaitReady(next);
    } finally {
      next.destroy();
      next.waitFor();
    }
    assertEquals("", said(next));
  }

  @Test
  void plain_http_on_the_network_is_refused_unless_it_is_asked_for() throws Exception {
    Process refused = start("--host", "0.0.0.0", "--port", "0");
    assertEquals(2, refused.waitFor());
    assertTrue(said(refused).contains("SLW-5128") && said(refused).contains("--allow-plain-http"), said(refused));
    assertFalse(Files.exists(home.resolve("state")));
    Process half = start("--tls-certificate", "x.pem");
    assertEquals(2, half.waitFor());
    assertTrue(said(half).contains("--tls-key"), said(half));
    Process asked = start("--host", "0.0.0.0", "--port", "0", "--allow-plain-http");
    try {
      awaitReady(asked);
    } finally {
      asked.destroy();
      asked.waitFor();
    }
    assertTrue(said(asked).contains("whoever sees the traffic sees the token"), said(asked));
  }

  @Test
  void a_wrong_option_is_wrong_use() throws Exception {
    Process server = start("--prot", "1");
    assertEquals(2, server.waitFor());
    assertTrue(said(server).contains("SLW-5126"));
  }
}
