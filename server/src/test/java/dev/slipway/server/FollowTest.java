package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Following a log over the API. */
@Timeout(60)
class FollowTest {
  private static final int BURST = 12_345;
  @TempDir Path home;

  private static String line(Iterator<String> stream) {
    while (stream.hasNext()) {
      String line = stream.next();
      if (line.startsWith("data: ")) {
        return line.substring(6);
      }
    }
    throw new AssertionError("the stream ended");
  }

  @Test
  void a_burst_of_lines_between_two_looks_arrives_whole_even_where_all_are_alike() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      String instance = server.promoted("1.0", RunningServer.freePort()).at("/instances/0/id").asText();
      List<String> written = new ArrayList<>(List.of("old", "first"));
      server.outside.logs.put(instance, List.copyOf(written));
      try (Stream<String> stream = server.stream("/targets/shop/production/logs?follow=true&lines=1&instance=" + instance)) {
        Iterator<String> lines = stream.iterator();
        assertTrue(line(lines).contains("\"line\":\"first\""));
        for (int i = 0; i < BURST; i++) {
          written.add("tick");
        }
        written.add("last");
        server.outside.logs.put(instance, List.copyOf(written));
        int ticks = 0;
        String next = line(lines);
        for (; next.contains("\"tick\""); next = line(lines)) {
          ticks++;
        }
        assertEquals(BURST, ticks);
        assertTrue(next.contains("\"last\""), next);
      }
    }
  }
}
