package dev.slipway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * 10,000 requests to the admin socket that nobody would send. Each is of its own seed, so that one alone can be sent again:
 * {@code -Dslipway.fuzz.seed=SEED -Dslipway.fuzz.requests=1}.
 */
@Timeout(120)
class FuzzedAdminTest {
  private static final long SEED = Long.getLong("slipway.fuzz.seed", 1_126_000L);
  private static final int REQUESTS = Integer.getInteger("slipway.fuzz.requests", 10_000);

  @TempDir Path directory;
  private final Map<String, Integer> replies = new TreeMap<>();

  @Test
  void each_has_an_answer_with_a_code_and_what_is_refused_changes_nothing() throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.saying("ok");
        RunningProxy proxy = new RunningProxy(directory)) {
      ObjectNode sound = new TableBuilder(2, 5).release("a", 90, backend.port()).release("b", 10, backend.port()).stable("a").build();
      int port = proxy.apply(new TableBuilder(3, 1).release("a", 100, backend.port()).stable("a"));
      String before = state(proxy);
      for (int i = 0; i < REQUESTS; i++) {
        long seed = SEED + i;
        byte[] line = new AdminNoise(seed).line(sound);
        String reply = send(line);
        JsonNode said = AdminClient.JSON.readTree(reply);
        assertTrue(said.isObject() && said.path("ok").isBoolean(), () -> "seed " + seed + ": " + reply);
        if (said.path("ok").asBoolean()) {
          replies.merge("ok", 1, Integer::sum);
          before = state(proxy);
        } else {
          replies.merge(said.path("code").asText(), 1, Integer::sum);
          assertTrue(said.path("message").asText().matches("(?s)SLW-[0-9]{4} .+"), () -> "seed " + seed + ": " + reply);
          assertEquals(before, state(proxy), () -> "seed " + seed + " was refused and changed something: " + new String(line, ISO_8859_1));
        }
      }
      System.out.println("fuzzed admin requests: " + replies);
      assertFalse(replies.containsKey("internal"), replies.toString());
      assertTrue(proxy.admin.op("hello").path("ok").asBoolean());
      assertTrue(port > 0);
    }
  }

  private String send(byte[] line) throws Exception {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("proxy.sock")));
        OutputStream out = Channels.newOutputStream(channel);
        InputStream in = Channels.newInputStream(channel)) {
      byte[] whole = java.util.Arrays.copyOf(line, line.length + 1);
      whole[line.length] = '\n';
      out.write(whole);
      return Wire.line(in);
    }
  }

  /** What is in force, and what a restart would come back with. */
  private String state(RunningProxy proxy) throws Exception {
    JsonNode read = proxy.admin.op("read", RunningProxy.TARGET);
    return read.path("table") + " " + read.path("override") + " " + read.path("highestEpoch") + " " + read.path("listenPort") + " "
        + Files.readString(directory.resolve("proxy.json"));
  }
}
