package dev.slipway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the proxy must go, its HTTP/2 clients are told, and streams in flight end within the grace. */
class Http2StopTest {
  private static final int LONG_MILLIS = 10_000;
  private static final int SHORT_MILLIS = 400;

  @TempDir Path directory;
  final OpenAnswers answers = new OpenAnswers();
  RunningProxy proxy;
  ScriptedBackend backend;

  @BeforeEach
  void start() throws Exception {
    proxy = new RunningProxy(directory);
    backend = ScriptedBackend.of(answers);
  }

  /** The proxy itself is ended by each of these. */
  @AfterEach
  void stop() {
    answers.finish().countDown();
    backend.close();
  }

  private int start(int drainMillis) throws Exception {
    return proxy.apply(TableBuilder.generation(1).release("old", 100, backend.port()).with("drainMillis", drainMillis));
  }

  @Test
  void a_proxy_that_stops_says_goaway_and_lets_streams_end() throws Exception {
    int port = start(LONG_MILLIS);
    try (Http2Client idle = new Http2Client(port);
        Http2Client client = new Http2Client(port)) {
      idle.get("/").expect("status 200", "data /", "end");
      Http2Client.Stream open = client.get("/long");
      Http2Client.Stream silent = client.get("/silent");
      open.expect("status 200", "data begin");
      RunningProxy.await("both are open", () -> backend.requests.size() == 3);
      FutureTask<Boolean> stopping = stopping();
      assertEquals("goaway NO_ERROR after 3", idle.next());
      assertTrue(idle.isClosedByProxy());
      assertEquals("goaway NO_ERROR after " + silent.id(), client.next());
      answers.finish().countDown();
      open.expect("data ended", "end");
      silent.expect("status 200", "data late", "end");
      assertTrue(client.isClosedByProxy());
      assertTrue(stopping.get(LONG_MILLIS, TimeUnit.MILLISECONDS));
    }
  }

  @Test
  void a_proxy_that_stops_cuts_streams_that_outlive_its_grace() throws Exception {
    try (Http2Client client = new Http2Client(start(SHORT_MILLIS))) {
      Http2Client.Stream half = client.get("/long");
      Http2Client.Stream silent = client.get("/silent");
      half.expect("status 200", "data begin");
      RunningProxy.await("both are open", () -> backend.requests.size() == 2);
      FutureTask<Boolean> stopping = stopping();
      assertEquals("goaway NO_ERROR after " + silent.id(), client.next());
      half.expect("reset INTERNAL_ERROR");
      assertEquals("status 503", silent.next());
      assertTrue(client.isClosedByProxy());
      assertTrue(stopping.get(LONG_MILLIS, TimeUnit.MILLISECONDS));
    }
  }

  private FutureTask<Boolean> stopping() {
    FutureTask<Boolean> stopping =
        new FutureTask<>(
            () -> {
              proxy.stop();
              return true;
            });
    Thread.ofVirtual().start(stopping);
    return stopping;
  }
}
