package dev.slipway.validation.group;

import dev.slipway.core.check.CheckGroup;
import dev.slipway.validation.Finding;
import dev.slipway.validation.ask.Answer;
import dev.slipway.validation.ask.NoAnswer;
import dev.slipway.validation.group.Planned.Manner;
import dev.slipway.validation.group.Planned.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What it tells browsers, and what it must not tell anybody (owasp.org/www-project-secure-headers). */
final class SecurityLooks {
  private static final String ELSEWHERE = "https://elsewhere.example";
  private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+");
  private static final Pattern TRACE_OF_CODE = Pattern.compile(
      "(?m)^\\s*at [\\w.$]+\\([\\w.]+:\\d+\\)|Traceback \\(most recent call last\\)"
          + "|^\\s*at .+ in .+:line \\d+|\\bat .+ \\(.+\\.js:\\d+:\\d+\\)|goroutine \\d+ \\[");

  private SecurityLooks() {}

  static List<Planned> all() {
    return List.of(
        planned("content sniffing", a -> header(a, "X-Content-Type-Options", v -> v.equalsIgnoreCase("nosniff"),
            "browsers may guess that a text is a script",
            "send X-Content-Type-Options: nosniff")),
        planned("framing", SecurityLooks::framing),
        planned("content security policy", a -> header(a, "Content-Security-Policy", v -> !v.isBlank(),
            "a script that got in may do anything",
            "send Content-Security-Policy, as default-src 'self'")),
        planned("referrer policy", a -> header(a, "Referrer-Policy", v -> !v.equalsIgnoreCase("unsafe-url"),
            "addresses of pages are told to other sites",
            "send Referrer-Policy: strict-origin-when-cross-origin")),
        planned("no version told", SecurityLooks::version),
        planned("cookies", SecurityLooks::cookies),
        planned("origins of others", SecurityLooks::origins),
        planned("trace refused", SecurityLooks::trace),
        planned("no code in errors", SecurityLooks::errors));
  }

  private static Planned planned(String name, Look look) {
    return new Planned(CheckGroup.SECURITY_HEADERS, name, "GET of a page", Weight.ASKED_FOR, Manner.PATIENT, look);
  }

  private interface Right {
    boolean is(String value);
  }

  private static Finding header(Around around, String name, Right right, String why, String mend) throws NoAnswer, InterruptedException {
    Optional<String> value = around.page().header(name);
    String asked = "GET " + around.subject().page();
    return value.isPresent() && right.is(value.get()) ? Finding.holds(asked, name + ": " + value.get())
        : Finding.fails(asked, value.map(v -> name + ": " + v).orElse("no " + name), why, mend);
  }

  private static Finding framing(Around around) throws NoAnswer, InterruptedException {
    Answer page = around.page();
    String asked = "GET " + around.subject().page();
    Optional<String> policy = page.header("Content-Security-Policy").filter(v -> v.toLowerCase(Locale.ROOT).contains("frame-ancestors"));
    Optional<String> frame = page.header("X-Frame-Options").filter(v -> v.toUpperCase(Locale.ROOT).matches("DENY|SAMEORIGIN"));
    return policy.or(() -> frame).map(v -> Finding.holds(asked, v))
        .orElseGet(() -> Finding.fails(asked, "neither frame-ancestors nor X-Frame-Options",
            "other sites may show it in a frame and catch its clicks",
            "send Content-Security-Policy: frame-ancestors 'none', or X-Frame-Options: DENY"));
  }

  private static Finding version(Around around) throws NoAnswer, InterruptedException {
    Answer page = around.page();
    List<String> tells = new ArrayList<>();
    for (String name : List.of("Server", "X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version", "X-Generator")) {
      page.header(name).filter(v -> VERSION.matcher(v).find()).ifPresent(v -> tells.add(name + ": " + v));
    }
    String asked = "GET " + around.subject().page();
    return tells.isEmpty() ? Finding.holds(asked, "no version of a server or framework")
        : Finding.fails(asked, String.join(", ", tells), "whoever looks for a known hole need not try", "leave the version out of "
            + tells.getFirst().split(":", 2)[0]);
  }

  private static Finding cookies(Around around) throws NoAnswer, InterruptedException {
    List<String> cookies = new ArrayList<>(around.page().all("Set-Cookie"));
    cookies.addAll(around.get("/").all("Set-Cookie"));
    String asked = "GET " + around.subject().page() + " and /";
    List<String> bad = new ArrayList<>();
    for (String cookie : cookies.subList(0, Math.min(50, cookies.size()))) {
      String flags = cookie.toLowerCase(Locale.ROOT);
      List<String> missing = new ArrayList<>();
      for (String flag : around.subject().encrypted() ? List.of("secure", "httponly", "samesite") : List.of("httponly", "samesite")) {
        if (!Pattern.compile(";\\s*" + flag).matcher(flags).find()) {
          missing.add(flag);
        }
      }
      if (!missing.isEmpty()) {
        bad.add(cookie.split("=", 2)[0] + " without " + String.join(", ", missing));
      }
    }
    return bad.isEmpty() ? Finding.holds(asked, cookies.size() + " cookies, each with its flags")
        : Finding.fails(asked, String.join("; ", bad), "scripts or other sites may use them",
            "set HttpOnly, SameSite=Lax and, over TLS, Secure");
  }

  private static Finding origins(Around around) throws NoAnswer, InterruptedException {
    Answer answer = around.ask("GET", around.subject().page(), Map.of("Origin", ELSEWHERE));
    String asked = "GET " + around.subject().page() + " with Origin: " + ELSEWHERE;
    String origin = answer.header("Access-Control-Allow-Origin").orElse("");
    boolean credentials = answer.header("Access-Control-Allow-Credentials").orElse("").equalsIgnoreCase("true");
    boolean anybody = origin.equals("*") || origin.equals(ELSEWHERE);
    return anybody && credentials
        ? Finding.fails(asked, "Access-Control-Allow-Origin: " + origin + " with credentials",
            "every site may act as the user who visits it",
            "allow the origins that you know, and no other")
        : Finding.holds(asked, origin.isEmpty() ? "not allowed" : origin + (credentials ? " with" : " without") + " credentials");
  }

  private static Finding trace(Around around) throws NoAnswer, InterruptedException {
    Answer answer = around.ask("TRACE", "/", Map.of("X-Slipway-Check", "echo"));
    boolean echoes = answer.status() < 300 && answer.text().contains("X-Slipway-Check");
    return echoes ? Finding.fails("TRACE /", answer.status() + " with the request in it",
        "it hands headers back that scripts must not see", "refuse TRACE with 405")
        : Finding.holds("TRACE /", answer.status() + " without the request in it");
  }

  private static Finding errors(Around around) throws NoAnswer, InterruptedException {
    Answer answer = around.get(ApiLooks.NOWHERE);
    String asked = "GET " + ApiLooks.NOWHERE;
    return TRACE_OF_CODE.matcher(answer.text()).find()
        ? Finding.fails(asked, "a stack trace", "it tells strangers how it is built",
            "show a page of your own for errors, and log the trace")
        : Finding.holds(asked, answer.status() + " without a stack trace");
  }
}
