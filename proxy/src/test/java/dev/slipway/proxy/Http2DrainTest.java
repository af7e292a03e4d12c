package dev.slipway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a backend must go, each HTTP/2 stream that it answers ends on its own, up to a deadline; its connection goes on. */
class Http2DrainTest {
  private static final int LONG_MILLIS = 10_000;
  private static final int SHORT_MILLIS = 400;

  @TempDir Path directory;
  final OpenAnswers answers = new OpenAnswers();
  RunningProxy proxy;
  ScriptedBackend old;
  ScriptedBackend next;

  @BeforeEach
  void start() throws Exception {
    proxy = new RunningProxy(directory);
    old = ScriptedBackend.of(answers);
    next = ScriptedBackend.of(answers);
  }

  @AfterEach
  void stop() throws Exception {
    answers.finish().countDown();
    proxy.close();
    old.close();
    next.close();
  }

  private int first(int drainMillis) throws Exception {
    return proxy.apply(TableBuilder.generation(1).release("old", 100, old.port()).with("drainMillis", drainMillis));
  }

  private void second(int drainMillis) throws Exception {
    proxy.apply(TableBuilder.generation(2).draining("old", 0, old.port()).release("next", 100, next.port())
        .with("drainMillis", drainMillis));
  }

  @Test
  void a_stream_that_ends_before_the_deadline_is_whole_while_new_streams_of_its_connection_go_elsewhere() throws Exception {
    try (Http2Client client = new Http2Client(first(LONG_MILLIS))) {
      Http2Client.Stream open = client.get("/long");
      open.expect("status 200", "data begin");
      second(LONG_MILLIS);
      client.get("/new").expect("status 200", "data /new", "end");
      assertEquals(1, next.requests.size());
      assertEquals(1, proxy.backend(old.port()).path("inflight").asInt());
      answers.finish().countDown();
      open.expect("data ended", "end");
      assertTrue(client.seen.isEmpty());
    }
    assertTrue(proxy.backend(old.port()).path("drained").asBoolean());
  }

  @Test
  void streams_that_outlive_the_deadline_are_cut_each_in_its_way_and_the_others_go_on() throws Exception {
    try (Http2Client client = new Http2Client(first(SHORT_MILLIS))) {
      Http2Client.Stream half = client.get("/long");
      Http2Client.Stream events = client.get("/events");
      Http2Client.Stream silent = client.get("/silent");
      half.expect("status 200", "data begin");
      events.expect("status 200", "data data: 1\n\n");
      RunningProxy.await("all are open", () -> old.requests.size() == 3);
      second(SHORT_MILLIS);
      Http2Client.Stream other = client.get("/long");
      other.expect("status 200", "data begin");
      half.expect("reset INTERNAL_ERROR");
      events.expect("end");
      assertEquals("status 503", silent.next());
      RunningProxy.await("both were cut", () -> silent.seen().contains("end"));
      assertTrue(proxy.backend(old.port()).path("drained").asBoolean());
      answers.finish().countDown();
      other.expect("data ended", "end");
      client.get("/after").expect("status 200", "data /after", "end");
      assertTrue(client.seen.isEmpty());
    }
  }

  @Test
  void an_upload_that_outlives_the_deadline_is_answered_and_asked_to_stop_without_an_error() throws Exception {
    try (Http2Client client = new Http2Client(first(SHORT_MILLIS))) {
      Http2Client.Stream upload = client.post("/up");
      RunningProxy.await("it is connected", () -> old.connections.get() == 1);
      second(SHORT_MILLIS);
      assertEquals("status 503", upload.next());
      assertTrue(upload.next().contains("SLW-4111"));
      upload.expect("end", "reset NO_ERROR");
      client.get("/after").expect("status 200", "data /after", "end");
    }
  }
}
