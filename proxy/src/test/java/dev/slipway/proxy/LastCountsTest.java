package dev.slipway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a proxy that was replaced counted to its last answer. */
class LastCountsTest {
  @TempDir Path folder;

  @Test
  void a_predecessor_that_has_to_end_waits_until_a_successor_that_stands_still_has_heard_its_last_counts() throws Exception {
    OpenAnswers answers = new OpenAnswers();
    try (ScriptedBackend slow = ScriptedBackend.of(answers);
        ProxyProcesses proxies = new ProxyProcesses(Files.createDirectory(folder.resolve("proxy")))) {
      Process first = proxies.start();
      int port = proxies.apply(TableBuilder.generation(1).with("drainMillis", 60_000).release("a", 100, slow.port()));
      try (RawClient open = new RawClient(port).send("GET /silent HTTP/1.1\r\nHost: shop\r\n\r\n")) {
        RunningProxy.await("it is asked", () -> slow.requests.size() == 1);
        Process second = proxies.start("--take-over");
        proxies.start("--take-over");
        signal(second, "STOP");
        answers.finish().countDown();
        assertEquals("late", open.answer().body());
        RunningProxy.await("the first has nobody left", () -> said(proxies, first).contains("stopped with 0 connections open"));
        assertTrue(first.isAlive());
        signal(second, "CONT");
        assertTrue(ProxyProcesses.ends(first));
        assertTrue(ProxyProcesses.ends(second));
      }
      assertEquals(1, proxies.counts().path("releases").path("a").path("requests").asInt());
    }
  }

  private static void signal(Process process, String signal) throws Exception {
    assertEquals(0, new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor());
  }

  private static String said(ProxyProcesses proxies, Process process) {
    try {
      return proxies.said(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
