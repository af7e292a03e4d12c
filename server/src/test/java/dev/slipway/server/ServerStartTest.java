package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.server.front.Access;
import dev.slipway.server.state.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerStartTest {
  @TempDir Path home;

  @org.junit.jupiter.api.BeforeEach
  void quiet() {
    dev.slipway.server.state.ServerLog.direct(home.resolve("server.log"), false);
  }

  @Test
  void it_says_where_it_listens_while_it_runs_and_only_then() throws IOException {
    Path ready = home.resolve("state/server.json");
    try (RunningServer server = new RunningServer(home)) {
      JsonNode file = new ObjectMapper().readTree(Files.readString(ready));
      assertEquals(server.uri("").toString(), file.path("url").asText() + "/api/v1");
      assertEquals(ProcessHandle.current().pid(), file.path("pid").asLong());
    }
    assertFalse(Files.exists(ready));
  }

  @Test
  void it_goes_on_with_what_a_former_run_left() throws IOException {
    int port = RunningServer.freePort();
    long sequence;
    try (RunningServer first = new RunningServer(home)) {
      sequence = first.promoted("1.0", port).at("/sequence").asLong();
    }
    try (RunningServer second = new RunningServer(home)) {
      JsonNode status = second.await("shop/production", s -> s.at("/instances").size() == 2);
      assertEquals("1.0", status.at("/stable/version").asText());
      assertEquals("promoted", status.at("/last/outcome").asText());
      assertEquals(sequence, status.at("/sequence").asLong());
    }
  }

  @Test
  void a_taken_port_is_a_clear_error_and_lets_the_state_go() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        var folder = dev.slipway.server.state.StateFolder.take(home.resolve("state"), 1)) {
      FakeOutside outside = new FakeOutside();
      Parts parts = new Parts(outside.places(), spec -> outside, outside, new MetricSources(), new YamlConfigs(), () -> {});
      ServerOptions options = new ServerOptions(folder.path(), "127.0.0.1", taken.getLocalPort(), false, Access.LOOPBACK);
      StartException e = assertThrows(StartException.class, () -> Server.start(options, folder, f -> parts));
      assertEquals("SLW-5125", e.code());
      assertEquals(2, e.exitCode());
      Server.start(new ServerOptions(folder.path(), "127.0.0.1", 0, false, Access.LOOPBACK), folder, f -> parts).close();
    }
  }

  @Test
  void options_come_from_the_command_line_and_the_state_from_the_environment() {
    ServerOptions plain = ServerOptions.parse(new String[] {}, Map.of(), "/srv/ada");
    assertEquals(new ServerOptions(Path.of("/srv/ada/.slipway"), "127.0.0.1", 9470, true, Access.LOOPBACK), plain);
    assertEquals(Path.of("/srv/slipway"), ServerOptions.parse(new String[] {}, Map.of("SLIPWAY_STATE", "/srv/slipway"), "/srv/ada")
        .state());
    String url = "postgresql://slipway@localhost/slipway";
    assertEquals(Optional.of(url), ServerOptions.parse(new String[] {"--database", url}, Map.of(), "/srv/ada").database());
    for (String[] wrong : List.of(new String[] {"--port", "70000"}, new String[] {"--port", "x"}, new String[] {"--sate", "x"},
        new String[] {"--state"})) {
      assertEquals(2, assertThrows(StartException.class, () -> ServerOptions.parse(wrong, Map.of(), "/srv/ada")).exitCode());
    }
  }

  @Test
  void the_proxy_is_started_as_the_server_was() {
    Properties properties = new Properties();
    properties.setProperty("java.home", "/jdk");
    properties.setProperty("java.class.path", "a.jar:b.jar");
    List<String> plain = ProxyCommand.of(Path.of("/s/proxy"), Map.of(), properties);
    assertEquals("/jdk/bin/java", plain.getFirst());
    assertEquals(List.of("-cp", "a.jar:b.jar", "dev.slipway.proxy.ProxyMain", "--dir", "/s/proxy"),
        plain.subList(plain.size() - 5, plain.size()));
    properties.setProperty("slipway.home", "/opt/slipway");
    assertTrue(ProxyCommand.of(Path.of("/s/proxy"), Map.of(), properties).contains("/opt/slipway/lib/*"));
    properties.setProperty("slipway.launcher", "/opt/slipway/bin/slipway");
    assertEquals(List.of("/opt/slipway/bin/slipway", "proxy", "--dir", "/s/proxy"),
        ProxyCommand.of(Path.of("/s/proxy"), Map.of(), properties));
    assertEquals(List.of("my", "proxy", "--dir", "/s/proxy"), ProxyCommand.of(Path.of("/s/proxy"),
        Map.of("SLIPWAY_PROXY_COMMAND", "my proxy"), properties));
  }
}
