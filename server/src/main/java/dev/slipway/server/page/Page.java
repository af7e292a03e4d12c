package dev.slipway.server.page;

import dev.slipway.core.text.Markup;
import dev.slipway.server.front.PagePath;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.view.AccessView;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Pages that need nothing else: no script, nothing from elsewhere, and everything that came from outside is text. */
final class Page {
  private static final String STYLE = """
      :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
      body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText; }
      main { box-sizing: border-box; width: min(34rem, 100vw); padding: 2rem 1.5rem; }
      .name { margin: 0 0 .5rem; font-weight: 600; letter-spacing: .04em; opacity: .6; }
      h1 { font-size: 1.5rem; margin: 0 0 .75rem; overflow-wrap: anywhere; }
      form, p { margin: 0 0 1rem; } ul { margin: 0 0 1.5rem; padding-left: 1.25rem; }
      code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; } .quiet { opacity: .75; font-size: .9rem; }
      a.button, button { display: inline-block; font: inherit; padding: .5rem 1.25rem; border: 0; border-radius: .5rem; cursor: pointer;
        background: #1f4fd1; color: #fff; text-decoration: none; }
      a.button:focus-visible, button:focus-visible { outline: 3px solid #7aa2ff; outline-offset: 2px; }
      """;

  /** No script at all, no frame around it, no form that leads away. */
  static final String POLICY = "default-src 'none'; style-src 'sha256-" + digest(STYLE)
      + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Page() {}

  private static String digest(String text) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String of(String title, String body) {
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
        + "<title>" + Markup.escaped(title) + " – Slipway</title><style>" + STYLE + "</style></head>\n<body><main>"
        + "<p class=\"name\">Slipway</p><h1>"
        + Markup.escaped(title) + "</h1>\n" + body + "</main></body></html>\n";
  }

  private static String link(String words) {
    return "<p><a class=\"button\" href=\"" + PagePath.SIGN_IN + "\">" + words + "</a></p>\n";
  }

  /** For somebody whom the server does not know yet. */
  static String stranger(boolean vouched) {
    return of("You are not signed in", vouched ? link("Sign in")
        : "<p>Nobody vouches for people at this server. Start it with <code>slipway server --oidc-issuer</code>, or use a token on the "
            + "command line.</p>\n");
  }

  /** For somebody who is signed in. */
  static String known(AccessView.Self self) {
    String until = self.expiresAt().map(at -> "<p class=\"quiet\">This sign-in ends at " + UNTIL.format(at) + " UTC.</p>\n")
        .orElse("");
    return of("You are " + self.name(),
        (self.roles().isEmpty() ? "<p>You have no role here any more. An admin can give you one.</p>\n" : "<p>You may act as</p>\n")
            + list(self.roles()) + (self.groups().isEmpty() ? "" : "<p>because of your name and these groups</p>\n") + list(self.groups())
            + until + "<form method=\"post\" action=\"" + PagePath.SIGN_OUT + "\"><button>Sign out</button></form>\n"
            + "<p class=\"quiet\">Your identity provider may remember you after that.</p>\n");
  }

  private static String list(List<String> all) {
    StringBuilder items = new StringBuilder();
    all.forEach(one -> items.append("<li><code>").append(Markup.escaped(one)).append("</code></li>"));
    return all.isEmpty() ? "" : "<ul>" + items + "</ul>\n";
  }

  /** For somebody who was refused something. */
  static String refused(Refused why) {
    String said = why.said();
    return of("That did not work", "<p>" + Markup.escaped(said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1))
        + ".</p>\n" + why.hint().map(h -> "<p>" + Markup.escaped(h) + ".</p>\n").orElse("") + link("Sign in") + "<p class=\"quiet\">"
        + why.code() + "</p>\n");
  }
}
