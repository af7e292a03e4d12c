package dev.slipway.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person signs in with a real browser, whose rules for cookies and sites are the ones that count. */
@Tag("long")
class ChromiumSignInTest {
  /** Fills in whatever form of the provider there is. */
  private static final String FORM = """
      (() => { const form = document.forms[0]; if (!form || document.readyState !== 'complete') return;
        for (const field of form.elements) {
          if (field.name === 'login') field.value = 'ann'; if (field.name === 'password') field.value = 'any'; }
        form.submit(); })()""";
  private static final int MOST_FORMS = 100;
  @TempDir Path home;

  private static Path chromium() {
    Optional<Path> program = Chromium.installed();
    if (program.isEmpty()) {
      String message = "SKIPPED: signing in was NOT looked at with a real browser, because no chromium is installed";
      System.err.println("=".repeat(100) + "\n" + message + "\n" + "=".repeat(100));
      Assumptions.abort(message);
    }
    return program.orElseThrow();
  }

  private static void signIn(Chromium browser, String issuer) throws InterruptedException {
    browser.script("document.querySelector('a.button').click()");
    for (int forms = 0; forms < MOST_FORMS && !browser.script("document.title").contains("ann@example.com"); forms++) {
      browser.script("location.origin === '" + issuer + "' && " + FORM);
      Thread.sleep(100);
    }
  }

  @Test
  void a_person_signs_in_follows_a_link_from_elsewhere_and_is_signed_out_by_nobody_else() throws Exception {
    Path program = chromium();
    String port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = Integer.toString(free.getLocalPort());
    }
    TlsPair tls = TlsPair.make(home);
    try (SignInRig rig = new SignInRig(home, OidcProvider.start("https://127.0.0.1:" + port + "/sign-in/callback"));
        Chromium browser = Chromium.start(program, home.resolve("profile"))) {
      rig.believe(tls.believing());
      String url = rig.started("slipway-web", "--port", port, "--tls-certificate", tls.certificate().toString(), "--tls-key",
          tls.key().toString(), "--oidc-client-secret-file", TlsPair.secret(home.resolve("client-secret"), "known-to-two").toString());
      rig.grant(url, "group:team-ann", "viewer@*/*");
      rig.grant(url, "ann@example.com", "deployer@shop/production");
      browser.open(url);
      assertTrue(browser.once("document.querySelector('a.button')").contains("You are not signed in"));
      signIn(browser, rig.provider.issuer);
      String page = browser.once("document.title.includes('ann@example.com')");
      assertTrue(page.contains("viewer@*/*") && page.contains("team-ann"), page);
      assertEquals("", browser.script("document.cookie"), "no script sees it");
      assertEquals(url + "/", browser.script("location.href"));
      browser.picture(Path.of("target", "signed-in.png"));
      browser.open(rig.provider.issuer);
      browser.once("location.origin === '" + rig.provider.issuer + "'");
      String form = "const form = document.createElement('form'); form.method = 'post'; form.action = '" + url
          + "/sign-out'; document.body.append(form); form.submit()";
      browser.script(form);
      assertTrue(browser.once("location.href.endsWith('/sign-out')").contains("SLW-5144"), "a page of another site signs nobody out");
      browser.open(rig.provider.issuer);
      browser.once("location.origin === '" + rig.provider.issuer + "'");
      browser.script("location.href = '" + url + "'");
      assertTrue(browser.once("location.origin === '" + url + "'").contains("You are ann@example.com"), "a link from elsewhere");
      browser.script("document.querySelector('button').click()");
      assertTrue(browser.once("document.querySelector('a.button')").contains("You are not signed in"));
      browser.picture(Path.of("target", "signed-out.png"));
    }
  }
}
