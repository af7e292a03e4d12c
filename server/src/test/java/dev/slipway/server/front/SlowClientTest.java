package dev.slipway.server.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.server.RunningServer;
import dev.slipway.server.Written;
import dev.slipway.server.front.RawClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take their time, and too many of them. Limits are short here; each test ends because one was held, not after a time. */
@Timeout(90)
class SlowClientTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Limits NARROW = new Limits(1 << 20, 16 << 10, 6, 4, 64, 3, 2, SHORT, SHORT, SHORT, 20);
  private static final int MOST_PIECES = 200;
  private static final String EVENTS = "GET /api/v1/targets/shop/production/events";
  @TempDir Path home;
  private RunningServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RunningServer(home, new Access(Optional.empty(), false, Set.of(), NARROW));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Sends one piece after the other until the other side has had enough; each piece alone would be soon enough. */
  private Answer trickled(RawClient client, String begin, String piece) throws Exception {
    client.send(begin);
    for (int i = 0; i < MOST_PIECES; i++) {
      Thread.sleep(50);
      try {
        client.send(piece);
      } catch (IOException e) {
        break; // It was closed, and what it said before can still be read.
      }
      if (client.answered()) {
        break;
      }
    }
    return client.answer();
  }

  @Test
  void a_header_that_trickles_is_cut_off() throws Exception {
    try (RawClient client = new RawClient(server.uri(""))) {
      Answer answer = trickled(client, "GET /api/v1/health HTTP/1.1\r\n", "X-A: b\r\n");
      assertEquals(408, answer.status());
      assertEquals("SLW-5141", answer.code());
    }
  }

  @Test
  void so_is_the_header_of_a_second_request_on_one_connection() throws Exception {
    try (RawClient client = new RawClient(server.uri(""))) {
      assertEquals(200, client.send("GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n").answer().status());
      assertEquals(408, trickled(client, "GET /api/v1/health HTTP/1.1\r\n", "X-A: b\r\n").status());
    }
  }

  @Test
  void a_connection_that_says_nothing_is_closed_without_a_word() throws Exception {
    try (RawClient client = new RawClient(server.uri(""))) {
      assertTrue(client.closed());
    }
  }

  @Test
  void a_body_that_trickles_is_cut_off() throws Exception {
    try (RawClient client = new RawClient(server.uri(""))) {
      String begin = RawClient.request("POST /api/v1/config/validate", server.token()) + "Content-Length: 5000\r\n\r\n{";
      Answer answer = trickled(client, begin, " ");
      assertEquals(408, answer.status(), answer.head());
      assertEquals("SLW-5141", answer.code());
    }
  }

  @Test
  void a_reader_that_does_not_read_loses_its_stream_and_its_place() throws Exception {
    String instance = server.promoted("1.0", RunningServer.freePort()).at("/instances/0/id").asText();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 9_000; i++) {
      lines.add("x".repeat(2_000));
    }
    Written.by(server, instance, lines);
    String logs = RawClient.request("GET /api/v1/targets/shop/production/logs?follow=true&lines=9000", server.token()) + "\r\n";
    try (RawClient first = new RawClient(server.uri("")); RawClient second = new RawClient(server.uri(""))) {
      first.send(logs).awaitHead();
      second.send(logs).awaitHead();
      int status = 429;
      for (int i = 0; i < MOST_PIECES && status == 429; i++) {
        Thread.sleep(50);
        try (RawClient third = new RawClient(server.uri(""))) {
          status = third.send(RawClient.request(EVENTS, server.token()) + "\r\n").awaitHead();
        }
      }
      assertEquals(200, status, "nobody let the place of the one who does not read go");
    }
  }

  @Test
  void one_who_does_not_take_a_long_answer_is_let_go() throws Exception {
    String instance = server.promoted("1.0", RunningServer.freePort()).at("/instances/0/id").asText();
    Written.by(server, instance, java.util.Collections.nCopies(9_000, "x".repeat(2_000)));
    List<RawClient> idle = new ArrayList<>();
    try {
      for (int i = 0; i < NARROW.requestsEach(); i++) {
        idle.add(new RawClient(server.uri("")).send(RawClient.request("GET /api/v1/targets/shop/production/logs?lines=9000",
            server.token()) + "\r\n"));
        idle.getLast().awaitHead();
      }
      int status = 429;
      for (int i = 0; i < MOST_PIECES && status == 429; i++) {
        Thread.sleep(50);
        status = server.get("/targets").status();
      }
      assertEquals(200, status);
    } finally {
      for (RawClient client : idle) {
        client.close();
      }
    }
  }
}
