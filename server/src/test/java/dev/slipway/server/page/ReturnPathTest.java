package dev.slipway.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After a sign-in one lands on a page of this server, whatever somebody wrote into the link. */
class ReturnPathTest {
  @ParameterizedTest
  @ValueSource(strings = {"/", "/targets/shop/production", "/history?limit=5&after=%2F", "/sign-in-help"})
  void a_page_of_this_server_is_gone_back_to(String path) {
    assertEquals(path, ReturnPath.of(Optional.of(path)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "//evil.example.com", "/\\evil.example.com", "https://evil.example.com", "javascript:alert(1)",
      "evil.example.com", "/a\r\nSet-Cookie: a=b",
      "/\t/evil.example.com", "\\\\evil", "/sign-in", "/sign-in?return=/", "/sign-in/callback?code=x", "/sign-out",
      "/api/v1/stop", "/a#b", " /a", "/ä"})
  void anything_else_leads_to_the_first_page(String path) {
    assertEquals("/", ReturnPath.of(Optional.of(path)));
  }
}
