package dev.slipway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables change under load: nothing is lost, nothing is counted twice, and what is drained is touched by nobody. */
class SwapTest {
  private static final int CLIENTS = 12;
  private static final int SWAPS = 60;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void swapping_under_load_loses_nothing_and_a_drained_backend_gets_nothing_more(int threads) throws Exception {
    try (RunningProxy proxy = new RunningProxy(directory, threads)) {
      ScriptedBackend current = ScriptedBackend.saying("r0");
      int port = proxy.apply(TableBuilder.generation(1).release("r0", 100, current.port()));
      AtomicBoolean going = new AtomicBoolean(true);
      AtomicLong answered = new AtomicLong();
      List<String> failures = java.util.Collections.synchronizedList(new ArrayList<>());
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        boolean keeps = i % 2 == 0;
        clients.add(Thread.ofVirtual().start(() -> load(port, keeps, going, answered, failures)));
      }
      AtomicInteger generation = new AtomicInteger(1);
      for (int i = 1; i <= SWAPS; i++) {
        ScriptedBackend next = ScriptedBackend.saying("r" + i);
        ScriptedBackend leaving = current;
        proxy.apply(
            TableBuilder.generation(generation.incrementAndGet())
                .draining("r" + (i - 1), 0, leaving.port())
                .release("r" + i, 100, next.port()));
        RunningProxy.await("it is drained", () -> drained(proxy, leaving.port()));
        // Stopped the moment it is drained: had anybody still claimed it, that request would now fail.
        leaving.kill();
        current = next;
      }
      going.set(false);
      for (Thread each : clients) {
        each.join();
      }
      assertEquals(List.of(), failures);
      assertTrue(answered.get() > 10 * SWAPS, "only " + answered.get());
      proxy.awaitCounts("nothing is open", all -> sum(all, "inflight") == 0);
      JsonNode all = proxy.admin.op("counts", RunningProxy.TARGET).path("releases");
      // Counters of long past releases are forgotten; those that are left add up to their answers.
      assertEquals(sum(all, "requests"), sum(all, "status2xx"));
      assertEquals(0, sum(all, "connectFailures"));
      current.close();
    }
  }

  private static void load(int port, boolean keeps, AtomicBoolean going, AtomicLong answered, List<String> failures) {
    while (going.get() && failures.isEmpty()) {
      try (RawClient client = new RawClient(port)) {
        do {
          RawClient.Answer answer = answered.get() % 3 == 0 ? post(client) : client.get("/x");
          if (answer.status() != 200) {
            failures.add(answer.head() + answer.body());
          }
          answered.incrementAndGet();
        } while (keeps && going.get());
      } catch (IOException e) {
        failures.add(e.toString());
      }
    }
  }

  private static RawClient.Answer post(RawClient client) throws IOException {
    return client.send("POST /x HTTP/1.1\r\nHost: shop\r\nContent-Length: 3\r\n\r\nabc").answer();
  }

  private static boolean drained(RunningProxy proxy, int port) {
    try {
      return proxy.backend(port).path("drained").asBoolean();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static long sum(JsonNode releases, String field) {
    long sum = 0;
    for (JsonNode each : releases) {
      sum += each.path(field).asLong();
    }
    return sum;
  }
}
