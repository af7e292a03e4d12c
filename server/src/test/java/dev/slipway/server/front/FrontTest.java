package dev.slipway.server.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.server.RunningServer;
import dev.slipway.server.front.RawClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before the API sees it, over a socket on which anything may be said. */
@Timeout(60)
class FrontTest {
  private static final Access NAMED = new Access(Optional.empty(), false, Set.of("deploy.example.com"), Limits.USUAL);
  @TempDir Path home;
  private RunningServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RunningServer(home, NAMED);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer raw(String text) throws IOException {
    try (RawClient client = new RawClient(server.uri(""))) {
      return client.send(text).answer();
    }
  }

  private String with(String... headers) {
    return RawClient.request("GET /api/v1/targets", server.token()) + String.join("\r\n", headers) + "\r\n\r\n";
  }

  private String called(String host) {
    return "GET /api/v1/targets HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + server.token() + "\r\n\r\n";
  }

  private static void refused(Answer answer, int status, String code) {
    assertEquals(status, answer.status(), answer.head() + answer.text());
    assertEquals(code, answer.code(), answer.text());
    String head = answer.head().toLowerCase(Locale.ROOT);
    assertTrue(head.contains("content-type: application/problem+json"), head);
    assertTrue(head.contains("cache-control: no-store"), head);
  }

  @Test
  void a_page_whose_name_was_made_to_point_here_is_refused() throws IOException {
    for (String host : List.of("evil.example.com", "evil.example.com:9470", "localhost.evil.example.com", "127.0.0.1.nip.io", "10.0.0.7",
        "[2001:db8::1]", "0.0.0.0")) {
      refused(raw(called(host)), 421, "SLW-5143");
    }
    for (String host : List.of("localhost", "LOCALHOST:1", "127.0.0.1:9470", "127.8.9.1", "[::1]:9470", "deploy.example.com",
        "Deploy.Example.com:443")) {
      assertEquals(200, raw(called(host)).status(), host);
    }
  }

  @Test
  void a_page_of_another_site_is_refused_whatever_token_it_shows() throws IOException {
    refused(raw(with("Origin: https://evil.example.com")), 403, "SLW-5144");
    refused(raw(with("Origin: null")), 403, "SLW-5144");
    refused(raw(with("Origin: http://127.0.0.1", "Origin: https://evil.example.com")), 403, "SLW-5144");
    refused(raw(with("Sec-Fetch-Site: cross-site")), 403, "SLW-5144");
    refused(raw(with("Sec-Fetch-Site: same-site")), 403, "SLW-5144");
    String preflight = "OPTIONS /api/v1/stop HTTP/1.1\r\nHost: localhost\r\nOrigin: "
        + "https://evil.example.com\r\nAccess-Control-Request-Method: POST\r\n\r\n";
    Answer answer = raw(preflight);
    refused(answer, 403, "SLW-5144");
    assertFalse(answer.head().toLowerCase(Locale.ROOT).contains("access-control-allow"), answer.head());
    assertEquals(200, raw(with("Origin: http://127.0.0.1", "Sec-Fetch-Site: same-origin")).status());
    assertEquals(200, raw(with("Sec-Fetch-Site: none")).status());
  }

  @Test
  void what_is_too_large_is_refused_before_it_is_read() throws IOException {
    String post = RawClient.request("POST /api/v1/config/validate", server.token());
    refused(raw(post + "Content-Length: 1048577\r\n\r\n"), 413, "SLW-5105");
    refused(raw(post + "Content-Length: 99999999999999\r\n\r\n"), 413, "SLW-5105");
    refused(raw(with("X: " + "y".repeat(17_000))), 431, "SLW-5140");
    refused(raw("GET /" + "y".repeat(17_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), 414, "SLW-5140");
    refused(raw(post + "Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n"), 415, "SLW-5145");
  }

  @Test
  void a_body_in_pieces_that_grows_too_large_is_cut_off() throws IOException {
    try (RawClient client = new RawClient(server.uri(""))) {
      client.send(RawClient.request("POST /api/v1/config/validate", server.token()) + "Transfer-Encoding: chunked\r\n\r\n");
      String piece = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
      for (int i = 0; i < 16; i++) {
        client.send(piece);
      }
      client.send("1\r\nx\r\n0\r\n\r\n");
      refused(client.answer(), 413, "SLW-5105");
    }
  }

  @Test
  void what_is_no_http_is_answered_as_a_problem_too() throws IOException {
    refused(raw("GET nothing HTTP/1.1\r\n\r\n"), 400, "SLW-5101");
    refused(raw("GET /api/v1/targets HTTP/1.1\r\n\r\n"), 400, "SLW-5101");
    refused(raw("GET /api/v1/health HTTP/7.0\r\nHost: localhost\r\n\r\n"), 505, "SLW-5101");
    refused(raw("\u0001\u0002\u0003\r\n\r\n"), 400, "SLW-5101");
    refused(raw(with("Content-Length: 1", "Content-Length: 2")), 400, "SLW-5101");
    refused(raw(with("Content-Length: 1", "Transfer-Encoding: chunked")), 400, "SLW-5101");
    refused(raw(RawClient.request("GET /api/v1/%2e%2e/%2f..;x/targets", server.token()) + "\r\n"), 400, "SLW-5101");
  }

  @Test
  void answers_are_not_kept_and_not_guessed_at() throws IOException {
    String head = raw(with()).head().toLowerCase(Locale.ROOT);
    assertTrue(head.contains("cache-control: no-store") && head.contains("x-content-type-options: nosniff"), head);
    assertFalse(head.contains("strict-transport-security") || head.contains("server:") || head.contains("set-cookie"), head);
  }
}
