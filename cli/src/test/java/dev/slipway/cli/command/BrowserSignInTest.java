package dev.slipway.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.HttpCookie;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People sign in at a real OpenID provider in a browser: by the server's own pages, and by nothing that only looks like it. */
class BrowserSignInTest {
  private static final String CODE = "<p class=\"quiet\">SLW-";
  @TempDir Path home;
  private SignInRig rig;
  private String port;

  @BeforeEach
  void a_provider() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = Integer.toString(free.getLocalPort());
    }
    rig = new SignInRig(home, OidcProvider.start("https://127.0.0.1:" + port + "/sign-in/callback"));
  }

  @AfterEach
  void nothing_is_left() throws Exception {
    rig.close();
  }

  private static String code(HttpResponse<String> page) {
    int at = page.body().indexOf(CODE);
    return page.statusCode() + " " + (at < 0 ? page.body() : page.body().substring(at + CODE.length() - 4, at + CODE.length() + 4));
  }

  private static void changesFromPagesOfTheServerAlone(Browser ann, String url) throws Exception {
    String grant = "{\"holder\":\"bob@example.com\",\"role\":\"deployer@shop/production\"}";
    String route = url + "/api/v1/access/grant";
    assertTrue(ann.ask("POST", route, grant).body().contains("SLW-5168"), "a request that does not say where it comes from");
    assertTrue(ann.ask("POST", route, grant, "Origin", "https://evil.example.com").body().contains("SLW-5144"));
    assertTrue(ann.ask("POST", route, grant, "Sec-Fetch-Site", "none").body().contains("SLW-5168"));
    assertEquals(200, ann.ask("POST", route, grant, "Origin", url).statusCode());
    assertTrue(ann.ask("POST", route, grant, "Sec-Fetch-Site", "same-origin").body().contains("\"alreadySo\":true"));
    assertTrue(ann.ask("POST", route, grant.replace("production", "staging"), "Origin", url).body().contains("SLW-5160"));
  }

  @Test
  void somebody_signs_in_in_a_browser_and_has_their_roles_there_until_they_sign_out() throws Exception {
    TlsPair tls = TlsPair.make(home);
    rig.believe(tls.believing());
    String[] options = {"--port", port, "--tls-certificate", tls.certificate().toString(), "--tls-key", tls.key().toString(),
        "--oidc-client-secret-file", TlsPair.secret(home.resolve("client-secret"), "known-to-two\n").toString()};
    String url = rig.started("slipway-web", options);
    rig.grant(url, "group:team-ann", "viewer@*/*");
    rig.grant(url, "ann@example.com", "admin@shop/production");
    Browser ann = new Browser("ann", tls.believing());
    assertTrue(ann.through(url).contains("You are not signed in"));
    String page = ann.through(url + "/sign-in?return=" + "//evil.example.com");
    assertTrue(page.contains("You are ann@example.com") && page.contains("viewer@*/*") && page.contains("team-ann"), page);
    HttpCookie kept = ann.kept("__Host-slipway-session-" + port).getFirst();
    assertTrue(kept.isHttpOnly() && kept.getSecure() && kept.getMaxAge() == 8 * 60 * 60, kept::toString);
    assertEquals(0, ann.kept("__Host-slipway-begun").size());
    assertTrue(ann.ask("GET", url + "/api/v1/whoami", "").body().contains("\"name\":\"ann@example.com\""));
    changesFromPagesOfTheServerAlone(ann, url);
    url = rig.started("slipway-web", options);
    assertEquals(200, ann.ask("GET", url + "/api/v1/whoami", "").statusCode(), "it outlives the server");
    String journal = rig.ask("GET", url + "/api/v1/journal?limit=1000", "");
    assertTrue(journal.contains("signed in in a browser"), journal);
    assertEquals("403 SLW-5168", code(ann.ask("POST", url + "/sign-out", "")));
    assertEquals(303, ann.ask("POST", url + "/sign-out", "", "Origin", url).statusCode());
    assertEquals(0, ann.kept("__Host-slipway-session").size());
    ann.keep(URI.create(url), kept);
    assertTrue(ann.ask("GET", url + "/api/v1/whoami", "").body().contains("SLW-5167"), "what was kept of it opens nothing any more");
    assertTrue(ann.through(url + "/sign-in").contains("You are ann@example.com"));
    assertTrue(rig.ask("POST", url + "/api/v1/access/sign-out", "{\"by\":\"root\",\"name\":\"ann@example.com\"}").contains("there were 1"));
    assertTrue(ann.through(url).contains("You are not signed in"), "an admin signed her out");
    for (String file : new String[] {"state/server.log", "server.out", "server.err"}) {
      String said = Files.readString(home.resolve(file));
      assertFalse(said.contains(kept.getValue().substring(13)) || said.contains("known-to-two") || said.contains("code="), file);
    }
    assertFalse((journal + page).contains(kept.getValue().substring(13)));
  }

  @Test
  void what_is_no_sign_in_of_this_browser_is_refused_with_a_page_that_says_what_to_do() throws Exception {
    String url = rig.started("slipway-EdDSA", "--port", port);
    rig.grant(url, "group:team-ann", "viewer@*/*");
    Browser ann = new Browser("ann");
    String back = url + "/sign-in/callback";
    String came = ann.before(url + "/sign-in", back).toString();
    assertEquals("400 SLW-5170", code(new Browser("eve").open(came, "cross-site")), "begun in another browser");
    Browser eve = new Browser("eve");
    String hers = eve.before(url + "/sign-in", back).toString();
    assertEquals("400 SLW-5170", code(ann.open(hers, "cross-site")), "begun by somebody else, so that ann would act as eve");
    assertEquals("401 SLW-5172", code(ann.open(came.replaceFirst("iss=[^&]*", "iss=https%3A%2F%2Fother.example.com"), "cross-site")));
    assertEquals("401 SLW-5172", code(ann.open(came.replaceFirst("&iss=[^&]*", ""), "cross-site")), "the provider promises to say it");
    assertEquals("400 SLW-5170", code(ann.open(came.replaceFirst("state=[^&]{4}", "state=AAAA"), "cross-site")));
    assertEquals("401 SLW-5173", code(ann.open(came.replaceFirst("code=[^&]*", "code=other"), "cross-site")));
    assertEquals("403 SLW-5171", code(ann.open(came.replaceFirst("code=[^&]*", "error=access_denied%3Cb%3E"), "cross-site")));
    assertEquals("403 SLW-5174", code(eve.open(hers, "cross-site")), "whom nobody gave a role");
    HttpCookie begun = ann.kept("slipway-begun").getFirst();
    assertEquals(303, ann.open(came, "cross-site").statusCode());
    ann.keep(URI.create(url), begun);
    assertEquals("401 SLW-5173", code(ann.open(came, "cross-site")), "a code counts once");
    assertEquals("404 SLW-5176", code(ann.open(url + "/sign-in?issuer=https://other.example.com", "none")));
    String[] framed = {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"};
    assertTrue(ann.ask("GET", url + "/", "", framed).body().contains("SLW-5144"), "no page of another site has it in a frame");
    String next = ann.before(url + "/sign-in", back).toString();
    rig.provider.close();
    assertEquals("503 SLW-5177", code(ann.open(next, "cross-site")), "while the provider is away");
  }
}
