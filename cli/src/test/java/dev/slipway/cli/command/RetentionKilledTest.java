package dev.slipway.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.cli.InstalledSlipway.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kill -9 anywhere between the first byte of an archive and the record of it: nothing is lost, and the same command goes on. */
@Tag("long")
@Timeout(300)
class RetentionKilledTest extends OldJournal {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ALL = DeniedYearsAgo.OLD_RECORDS + " records";
  private static final long[] MILLIS_INTO_IT = {0, 30, 120};
  private static final int MOST_SECONDS = 120;
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Before what is left of the installation is ended, which would wait for it. */
  @AfterEach
  void whoever_is_held_goes_on() {
    ended.countDown();
  }

  private Run slipway(String... words) throws IOException, InterruptedException {
    Run run = installed.orElseThrow().run(words);
    assertEquals(0, run.exit(), run.said());
    return run;
  }

  private String server(String what) throws IOException {
    return JSON.readTree(Files.readString(home.resolve("state/server.json"))).path(what).asText();
  }

  private ProcessHandle running() throws IOException {
    return ProcessHandle.of(Long.parseLong(server("pid"))).orElseThrow();
  }

  private Process retaining(String url) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("./slipway", "audit", "retain", "--before", "2024-01-01", "--to", "a.jsonl");
    builder.directory(home.toFile()).redirectErrorStream(true).redirectOutput(home.resolve("killed.txt").toFile());
    builder.environment().put("SLIPWAY_STATE", home.resolve("state").toString());
    builder.environment().put("SLIPWAY_SERVER", url);
    builder.environment().put("SLIPWAY_TOKEN", Files.readString(home.resolve("state/token")).strip());
    return builder.start();
  }

  private static void killed(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
  }

  /** The command is killed, and a server with it, when it asks for this; the request arrives nowhere. */
  private void commandKilledWhenIt(Predicate<HttpExchange> asks, boolean serverToo) throws IOException, InterruptedException {
    HttpServer relay = Between.of(server("url"), exchange -> {
      if (!asks.test(exchange)) {
        return true;
      }
      held.countDown();
      return !ended.await(MOST_SECONDS, TimeUnit.SECONDS);
    });
    try {
      Process command = retaining("http://127.0.0.1:" + relay.getAddress().getPort());
      assertTrue(held.await(MOST_SECONDS, TimeUnit.SECONDS));
      killed(command.toHandle());
      Optional.of(running()).filter(s -> serverToo).ifPresent(RetentionKilledTest::killed);
    } finally {
      ended.countDown();
      relay.stop(0);
    }
  }

  /** The server is killed so long after it was told of the archive, wherever it is by then. */
  private void serverKilled(long millis) throws IOException, InterruptedException {
    ProcessHandle server = running();
    HttpServer relay = Between.of(server("url"), exchange -> {
      if (exchange.getRequestMethod().equals("POST")) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> killed(server));
      }
      return true;
    });
    try {
      assertTrue(retaining("http://127.0.0.1:" + relay.getAddress().getPort()).waitFor(MOST_SECONDS, TimeUnit.SECONDS));
      server.onExit().orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
    } finally {
      relay.stop(0);
    }
  }

  @Test
  void a_command_that_is_killed_while_it_writes_leaves_no_archive_and_the_next_one_nothing_of_the_first() throws Exception {
    slipway("audit", "verify");
    commandKilledWhenIt(e -> e.getRequestURI().getPath().endsWith("/journal/kept") && Files.exists(home.resolve(".a.jsonl.part")), false);
    assertFalse(Files.exists(home.resolve("a.jsonl")));
    assertTrue(slipway("audit", "retain", "--before", "2024-01-01", "--to", "a.jsonl").out().startsWith(ALL + " are in a.jsonl"));
    assertFalse(Files.exists(home.resolve(".a.jsonl.part")));
    whole();
  }

  @Test
  void an_archive_that_no_record_knows_is_taken_up_and_a_server_that_is_killed_while_it_does_goes_on() throws Exception {
    slipway("audit", "verify");
    commandKilledWhenIt(e -> e.getRequestMethod().equals("POST"), true);
    String written = Files.readString(home.resolve("a.jsonl"));
    assertTrue(slipway("audit", "verify").out().contains("40"), "nothing was taken away");
    String dry = slipway("audit", "retain", "--before", "2024-01-01", "--dry-run", "--to", "a.jsonl").out();
    assertTrue(dry.contains(ALL) && dry.contains("a.jsonl is an archive already, and no record says so yet"), dry);
    for (long millis : MILLIS_INTO_IT) {
      serverKilled(millis);
      slipway("audit", "verify");
    }
    assertTrue(slipway("audit", "retain", "--before", "2024-01-01", "--to", "a.jsonl").out().startsWith(ALL + " are in a.jsonl"));
    assertEquals(written, Files.readString(home.resolve("a.jsonl")));
    whole();
  }

  private void whole() throws IOException, InterruptedException {
    Files.writeString(home.resolve("key"), slipway("audit", "key").out());
    slipway("audit", "export", "rest.jsonl");
    assertTrue(slipway("audit", "verify", "rest.jsonl", "--key", "key", "--archive", "a.jsonl").out()
        .contains(DeniedYearsAgo.OLD_RECORDS + " of them in the archives given"));
  }
}
