package dev.slipway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.server.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StreamsTest {
  private static final String EVENTS = "/targets/shop/production/events";
  @TempDir Path home;

  private static List<String> until(Iterator<String> lines, Predicate<String> last) {
    List<String> seen = new ArrayList<>();
    while (lines.hasNext()) {
      seen.add(lines.next());
      if (last.test(seen.getLast())) {
        return seen;
      }
    }
    throw new AssertionError("the stream ended after " + seen);
  }

  private static List<Long> ids(List<String> lines) {
    return lines.stream().filter(l -> l.startsWith("id: ")).map(l -> Long.valueOf(l.substring(4))).toList();
  }

  @Test
  void a_stream_starts_with_the_status_and_brings_every_record_of_a_rollout() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      int port = RunningServer.freePort();
      long before = server.promoted("1.0", port).at("/sequence").asLong();
      try (Stream<String> stream = server.stream(EVENTS)) {
        Iterator<String> lines = stream.iterator();
        assertEquals("event: status", lines.next());
        server.build("1.1");
        server.post("/targets/shop/production/deploy", server.deploy(RunningServer.yaml(port), "1.1", Map.of()));
        List<String> seen = until(lines, l -> l.contains("\"type\":\"rollout-ended\""));
        assertEquals(before + 1, ids(seen).getFirst());
        assertEquals(ids(seen).stream().sorted().distinct().toList(), ids(seen));
        assertTrue(seen.stream().anyMatch(l -> l.contains("\"type\":\"rollout-started\"")));
        until(lines, l -> l.startsWith("data: {\"target\"") && l.contains("\"outcome\":\"promoted\",\"release\":\"1.1-"));
      }
    }
  }

  @Test
  void a_client_that_comes_back_gets_every_record_it_missed() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      long last = server.promoted("1.0", RunningServer.freePort()).at("/sequence").asLong();
      try (Stream<String> stream = server.stream(EVENTS, "Last-Event-ID", "2")) {
        List<String> seen = until(stream.iterator(), l -> l.equals("id: " + last));
        assertEquals(java.util.stream.LongStream.rangeClosed(3, last).boxed().toList(), ids(seen));
      }
    }
  }

  @Test
  void the_end_of_the_server_ends_its_streams() throws IOException {
    RunningServer server = new RunningServer(home);
    server.promoted("1.0", RunningServer.freePort());
    try (Stream<String> stream = server.stream(EVENTS)) {
      Iterator<String> lines = stream.iterator();
      lines.next();
      Thread.ofVirtual().start(server::close);
      int rest = 0;
      while (lines.hasNext()) {
        lines.next();
        rest++;
      }
      assertTrue(rest < 100);
    }
    server.close();
  }
}
