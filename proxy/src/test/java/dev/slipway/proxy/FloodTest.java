package dev.slipway.proxy;

import static dev.slipway.proxy.Http2Wire.CONTINUATION;
import static dev.slipway.proxy.Http2Wire.DATA;
import static dev.slipway.proxy.Http2Wire.END_HEADERS;
import static dev.slipway.proxy.Http2Wire.END_STREAM;
import static dev.slipway.proxy.Http2Wire.HEADERS;
import static dev.slipway.proxy.Http2Wire.PING;
import static dev.slipway.proxy.Http2Wire.RST_STREAM;
import static dev.slipway.proxy.Http2Wire.SETTINGS;
import static dev.slipway.proxy.Http2Wire.frame;
import static dev.slipway.proxy.Http2Wire.head;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that cost more than they ask for are let go; the others do not notice. */
class FloodTest {
  private static final byte[] REQUEST = head(":method", "GET", ":scheme", "http", ":authority", "shop", ":path", "/");
  private static final int BATCH = 1_000;

  @TempDir Path directory;
  RunningProxy proxy;
  ScriptedBackend backend;
  int port;

  @BeforeEach
  void start() throws Exception {
    proxy = new RunningProxy(directory);
    backend = ScriptedBackend.saying("ok");
    port = proxy.apply(TableBuilder.generation(1).release("a", 100, backend.port()));
  }

  @AfterEach
  void stop() throws Exception {
    assertEquals(200, RawClient.getOnce(port, "/").status());
    proxy.close();
    backend.close();
  }

  @Test
  void streams_that_are_opened_only_to_be_reset_end_the_connection() throws Exception {
    ByteArrayOutputStream flood = new ByteArrayOutputStream();
    for (int stream = 1; stream < 2 * BATCH; stream += 2) {
      flood.writeBytes(frame(HEADERS, END_HEADERS | END_STREAM, stream, REQUEST));
      flood.writeBytes(frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8}));
    }
    assertEnds(flood.toByteArray(), 1);
  }

  @Test
  void a_head_without_end_ends_the_connection() throws Exception {
    byte[] begin = frame(HEADERS, END_STREAM, 1, REQUEST);
    try (Http2Wire client = new Http2Wire(port)) {
      client.write(begin);
      assertTrue(endsUnder(client, repeated(frame(CONTINUATION, 0, 1, head("x-a", "b"))), 50));
    }
    try (Http2Wire client = new Http2Wire(port)) {
      client.write(begin);
      assertTrue(endsUnder(client, repeated(frame(CONTINUATION, 0, 1)), 50));
    }
    assertEquals(0, backend.requests.size());
  }

  @Test
  void a_head_that_is_too_large_reaches_no_backend() throws Exception {
    String value = "v".repeat(8_000);
    try (Http2Wire client = new Http2Wire(port)) {
      client.write(frame(HEADERS, END_STREAM, 1, REQUEST));
      for (int i = 0; i < 5; i++) {
        client.write(frame(CONTINUATION, i == 4 ? END_HEADERS : 0, 1, head("x-" + i, value)));
      }
      String outcome = client.outcome();
      assertTrue(!outcome.equals("nothing"), outcome);
    }
    assertEquals(0, backend.requests.size());
  }

  @Test
  void pings_and_settings_whose_answers_nobody_reads_end_the_connection() throws Exception {
    assertEnds(repeated(frame(PING, 0, 0, new byte[8])), 1_000);
    assertEnds(repeated(frame(SETTINGS, 0, 0)), 1_500);
  }

  @Test
  void empty_parts_of_a_body_without_end_end_the_connection() throws Exception {
    try (Http2Wire client = new Http2Wire(port)) {
      client.write(frame(HEADERS, END_HEADERS, 1, head(":method", "POST", ":scheme", "http", ":authority", "shop", ":path", "/")));
      assertTrue(endsUnder(client, repeated(frame(DATA, 0, 1)), 50));
    }
    assertEquals(0, backend.requests.size());
  }

  private void assertEnds(byte[] flood, int most) throws Exception {
    try (Http2Wire client = new Http2Wire(port)) {
      assertTrue(endsUnder(client, flood, most));
    }
  }

  /** Whether the proxy closes while this is written again and again, without anything being read. */
  private static boolean endsUnder(Http2Wire client, byte[] flood, int most) throws IOException {
    try {
      for (int i = 0; i < most; i++) {
        client.write(flood);
      }
    } catch (IOException reset) {
      return true;
    }
    return client.isClosedByProxy();
  }

  private static byte[] repeated(byte[] frame) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < BATCH; i++) {
      all.writeBytes(frame);
    }
    return all.toByteArray();
  }
}
