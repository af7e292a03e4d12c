package dev.slipway.server.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.server.RunningServer;
import dev.slipway.server.Uncounted;
import dev.slipway.server.api.Described;
import dev.slipway.server.front.RawClient;
import dev.slipway.server.front.RawClient.Answer;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * 10,000 requests that nobody would send: those of every described route, spoilt in every way, and plain noise. Each is of its own seed, so
 * that one alone can be sent again: {@code -Dslipway.fuzz.seed=SEED -Dslipway.fuzz.requests=1}.
 */
@Timeout(300)
class FuzzedRequestsTest {
  private static final long SEED = Long.getLong("slipway.fuzz.seed", 1_126_000L);
  private static final int REQUESTS = Integer.getInteger("slipway.fuzz.requests", 10_000);
  private static final int LOOK_AFTER = 25;

  @TempDir Path home;
  private RunningServer server;
  private String token = "";
  private final Map<Integer, Integer> statuses = new TreeMap<>();

  @Test
  void no_request_breaks_the_server_and_no_refused_one_changes_anything() throws Exception {
    System.out.println("fuzzed requests: seeds " + SEED + " to " + (SEED + REQUESTS - 1));
    try (RunningServer running = new RunningServer(home, Uncounted.ACCESS)) {
      server = running;
      settle();
      long sequence = sequence();
      Requests requests = new Requests(Described.description(), home);
      for (int i = 0; i < REQUESTS; i++) {
        long seed = SEED + i;
        Requests.Spoilt request = requests.next(new Random(seed), token);
        Answer answer = send(request, seed);
        statuses.merge(answer.status(), 1, Integer::sum);
        fits(request, answer, seed);
        if (request.changes() && answer.status() >= 200 && answer.status() < 300) {
          settle();
          sequence = sequence();
        } else if (i % LOOK_AFTER == 0) {
          assertEquals(sequence, sequence(), "one of the seeds " + (seed - LOOK_AFTER) + " to " + seed
              + " was refused and changed something all the same");
        }
      }
      assertEquals(sequence, sequence());
      assertTrue(server.get("/journal/verify").body().path("whole").asBoolean());
    }
    System.out.println("fuzzed requests: answers by status " + statuses + ", 0 where the connection was closed without one");
    assertFalse(Files.readString(home.resolve("server.log")).contains("SLW-5106"), () -> "the log tells of a fault; statuses " + statuses);
    assertTrue(REQUESTS < 1000 || statuses.keySet().containsAll(java.util.List.of(200, 400, 401, 404, 409)), statuses::toString);
  }

  private Answer send(Requests.Spoilt request, long seed) throws IOException {
    try (RawClient client = new RawClient(server.uri(""))) {
      try {
        client.send(request.bytes()).end();
      } catch (SocketException e) {
        return client.answer(); // It had enough before it was all sent, and says why.
      }
      Answer answer = client.answer();
      return answer.status() == 100 ? client.answer() : answer;
    } catch (SocketException reset) {
      return new Answer(0, "", "");
    } catch (IOException e) {
      throw new AssertionError("seed " + seed + ": no answer to " + request, e);
    }
  }

  private static void fits(Requests.Spoilt request, Answer answer, long seed) {
    String about = "seed " + seed + ": " + request + "\n→ " + answer.head() + answer.text().substring(0, Math.min(answer.text().length(),
        1_000));
    assertTrue(answer.status() > 0 || !request.whole(), "no answer, " + about);
    assertTrue(answer.status() < 500 || answer.status() == 501 || answer.status() == 505, about);
    if (answer.status() >= 400 && !request.isHead()) {
      assertTrue(answer.head().contains("application/problem+json"), about);
      assertTrue(answer.code().matches("SLW-[0-9]{4}"), about);
    }
  }

  /** Brings 1.0 to stable again, with nothing under way. */
  private void settle() throws IOException {
    token = server.token();
    server.build("1.0");
    server.post("/targets/shop/production/deploy", server.deploy(Requests.yaml(), "1.0", Map.of("whenBusy", "queue")));
    server.await("shop/production", s -> !s.has("rollout") && !s.has("queued") && !s.has("warm"));
  }

  private long sequence() {
    return server.get("/targets/shop/production").body().path("sequence").asLong();
  }
}
