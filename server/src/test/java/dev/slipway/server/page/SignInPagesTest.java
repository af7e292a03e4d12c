package dev.slipway.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.server.RunningServer;
import dev.slipway.server.api.Asking;
import dev.slipway.server.front.Access;
import dev.slipway.server.front.Limits;
import dev.slipway.server.front.PublicAddress;
import dev.slipway.server.front.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages before anybody has signed in, behind something that ends TLS, and under too many wrong credentials. */
class SignInPagesTest {
  private static final int MOST_WRONG = 5;
  private static final Access BEHIND = new Access(Optional.empty(), false, Set.of(), Limits.USUAL.wrongCredentials(MOST_WRONG),
      PublicAddress.of("https://deploy.example.com/"));
  @TempDir Path home;

  private static RawClient.Answer page(RunningServer server, String request) throws IOException {
    try (RawClient client = new RawClient(server.uri(""))) {
      return client.send(request.replace("\n", "\r\n") + "\r\n\r\n").answer();
    }
  }

  private static RawClient.Answer signOut(RunningServer server, String origin) throws IOException {
    return page(server, "POST /sign-out HTTP/1.1\nHost: deploy.example.com\nOrigin: " + origin + "\nContent-Length: 0");
  }

  @Test
  void behind_something_that_ends_tls_browsers_are_spoken_to_by_the_public_address() throws Exception {
    try (RunningServer server = new RunningServer(home, BEHIND)) {
      RawClient.Answer first = page(server, "GET / HTTP/1.1\nHost: deploy.example.com");
      assertEquals(200, first.status());
      assertTrue(first.text().contains("You are not signed in") && first.head().contains("frame-ancestors 'none'")
          && first.head().contains("Referrer-Policy: same-origin"), first.head());
      assertEquals(404, page(server, "GET /sign-in HTTP/1.1\nHost: deploy.example.com").status());
      RawClient.Answer out = signOut(server, "https://deploy.example.com");
      assertEquals(303, out.status());
      String cookie = "Set-Cookie: __Host-slipway-session-443=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure";
      assertTrue(out.head().contains(cookie), out.head());
      assertTrue(out.head().contains("Location: https://deploy.example.com/"), out.head());
      RawClient.Answer plain = signOut(server, "http://deploy.example.com");
      assertEquals("403 SLW-5144", plain.status() + " " + plain.code());
      assertEquals("401 SLW-5102", Asking.code(Asking.as(server, "0".repeat(64), "GET", "/whoami", "")));
    }
  }

  @Test
  void too_many_wrong_credentials_hold_up_strangers_from_there_and_nobody_who_is_at_work() throws Exception {
    try (RunningServer server = new RunningServer(home, BEHIND); HttpClient elsewhere =
        HttpClient.newBuilder().localAddress(InetAddress.ofLiteral("127.0.0.2")).build()) {
      String ann = Asking.token(server, "ann", "viewer@*/*");
      String bob = Asking.token(server, "bob", "viewer@*/*");
      assertEquals(200, Asking.as(server, ann, "GET", "/whoami", "").status());
      for (int i = 0; i < MOST_WRONG; i++) {
        assertEquals(401, Asking.as(server, ("" + i).repeat(64), "GET", "/whoami", "").status());
      }
      assertEquals("429 SLW-5169", Asking.code(Asking.as(server, bob, "GET", "/whoami", "")));
      String cookie = "__Host-slipway-session-443=" + "a".repeat(12) + "_" + "0".repeat(64);
      RawClient.Answer wait = page(server, "GET / HTTP/1.1\nHost: deploy.example.com\nCookie: " + cookie);
      assertEquals(429, wait.status());
      assertTrue(wait.text().contains("SLW-5169") && wait.head().matches("(?s).*Retry-After: (60|[1-5][0-9])\r\n.*"), wait.head());
      assertEquals(200, Asking.as(server, ann, "GET", "/whoami", "").status(), "who was let in from there before");
      assertEquals(200, server.get("/whoami").status(), "the server's own token");
      assertEquals(200, elsewhere.send(HttpRequest.newBuilder(server.uri("/whoami")).header("Authorization", "Bearer " + bob).build(),
          HttpResponse.BodyHandlers.discarding()).statusCode(), "from another address");
      assertEquals(200, server.send(HttpRequest.newBuilder(server.uri("/health"))).status());
      assertTrue(Files.readString(home.resolve("server.log")).contains("SLW-5169 too many wrong credentials came from 127.0.0.1"));
    }
  }
}
