package dev.slipway.adapters.yaml;

import dev.slipway.core.notice.Way;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads how one receiver is reached. What lets one write there is only referred to. */
final class WayReader {
  private static final List<String> WAYS =
      List.of("slack", "teams", "email", "pagerduty", "statuspage", "webhook", "github", "gitlab", "cdevents");
  private static final String REFERENCE = "\"${file:/run/secrets/NAME}\"";
  /** A name, an at sign and a host: nothing that could end a header. */
  private static final String MAILBOX = "[^\\s<>@\\p{Cntrl}]+@[^\\s<>@\\p{Cntrl}]+";

  private WayReader() {}

  static Optional<Way> read(Section section) {
    List<String> named = WAYS.stream().filter(w -> section.value(w).isPresent()).toList();
    if (named.size() != 1) {
      section.problems().add(
          named.isEmpty() ? Fault.MISSING_KEY : Fault.CONTRADICTION, section.headAt(),
          section.path() + (named.isEmpty() ? " does not say how it is reached"
              : " is reached in two ways: " + String.join(" and ", named)),
          named.isEmpty() ? "name one of " + String.join(", ", WAYS) : "write two receivers");
      return Optional.empty();
    }
    Value value = section.value(named.getFirst()).orElseThrow();
    return switch (named.getFirst()) {
      case "slack" -> secret(value).map(Way.Slack::new);
      case "teams" -> secret(value).map(Way.Teams::new);
      case "pagerduty" -> secret(value).map(k -> new Way.PagerDuty(k, url(section)));
      case "webhook" -> webhook(section, value);
      case "cdevents" -> address(value).map(Way.CdEvents::new);
      case "email" -> value.section("{ smtp: smtp.example.org:587, from: ship@example.org, to: team@example.org }")
          .flatMap(WayReader::email);
      case "github" -> value.section("{ repository: acme/shop, token: " + REFERENCE + " }").flatMap(s -> both(
          form(s, "repository", "[A-Za-z0-9._-]+/[A-Za-z0-9._-]+", "acme/shop"), token(s))
          .map(p -> new Way.GitHub(p[0], p[1], url(section))));
      case "gitlab" -> value.section("{ project: acme/shop, token: " + REFERENCE + " }").flatMap(s -> both(
          form(s, "project", "[A-Za-z0-9._/-]+", "acme/shop"), token(s)).map(p -> new Way.GitLab(p[0], p[1], url(section))));
      default -> value.section("{ page: abc123, token: " + REFERENCE + " }").flatMap(s -> both(
          form(s, "page", "[A-Za-z0-9-]+", "abc123"), token(s)).map(p -> new Way.StatusPage(p[0], p[1], url(section))));
    };
  }

  private static Optional<Way> webhook(Section section, Value value) {
    Optional<Value> secret = section.value("secret");
    Optional<String> read = secret.flatMap(WayReader::secret);
    return address(value).filter(a -> secret.isEmpty() || read.isPresent()).map(a -> new Way.Webhook(a, read));
  }

  private static Optional<Way> email(Section section) {
    Optional<String> smtp = form(section, "smtp", "[A-Za-z0-9.-]+:[0-9]{1,5}", "smtp.example.org:587");
    Way.Tls tls = section.value("tls").flatMap(v -> v.word(List.of("starttls", "tls", "none")))
        .map(w -> Way.Tls.valueOf(w.toUpperCase(Locale.ROOT))).orElse(Way.Tls.STARTTLS);
    Optional<String> from = form(section, "from", MAILBOX, "ship@example.org");
    List<String> to = section.value("to").map(Value::oneOrMany).orElse(List.of()).stream()
        .flatMap(v -> formed(v, MAILBOX, "team@example.org").stream()).toList();
    Optional<String> user = section.value("user").flatMap(v -> v.text("ship"));
    Optional<String> password = section.value("password").flatMap(WayReader::secret);
    if (section.value("user").isPresent() != section.value("password").isPresent()) {
      section.problems().add(Fault.MISSING_KEY, section.headAt(), section.path() + " has a user or a password without the other",
          "write both, or neither");
      return Optional.empty();
    }
    if (password.isPresent() && tls == Way.Tls.NONE) {
      section.problems().add(Fault.CONTRADICTION, section.headAt(), section.path() + " would send its password unencrypted",
          "leave out tls: none");
    }
    Optional<Way.Login> login = user.flatMap(u -> password.map(p -> new Way.Login(u, p)));
    return smtp.flatMap(s -> from.filter(f -> !to.isEmpty()).map(f -> new Way.Email(s, tls, login, f, to)));
  }

  private static Optional<String[]> both(Optional<String> first, Optional<String> second) {
    return first.flatMap(f -> second.map(s -> new String[] {f, s}));
  }

  private static Optional<String> url(Section section) {
    return section.value("url").flatMap(WayReader::address);
  }

  private static Optional<String> token(Section section) {
    return section.value("token").flatMap(WayReader::secret);
  }

  private static Optional<String> form(Section section, String key, String form, String example) {
    return section.value(key).flatMap(v -> formed(v, form, example));
  }

  private static Optional<String> formed(Value value, String form, String example) {
    Optional<String> text = value.text(example);
    return text.isEmpty() || text.get().matches(form) ? text : value.badForm("cannot be understood", "write it as " + example);
  }

  private static Optional<String> secret(Value value) {
    Optional<String> text = value.text(REFERENCE);
    if (text.isPresent() && !SecretName.REFERENCE.matcher(text.get()).matches()) {
      value.fault(Fault.PLAIN_SECRET, value.path() + " lets whoever knows it write there, and stands here for everybody to read",
          "keep it in a file that its owner alone can read, and write \"${file:/path/of/it}\"; or \"${env:NAME}\", of the server's "
              + "environment");
      return Optional.empty();
    }
    return text;
  }

  /** An address may be known to all, or be a secret too. */
  private static Optional<String> address(Value value) {
    Optional<String> text = value.text("https://hooks.example.org/slipway");
    if (text.isEmpty() || SecretName.REFERENCE.matcher(text.get()).matches() || text.get().matches("https?://[^\\s/?#@]+([/?][^\\s#]*)?")) {
      return text;
    }
    return value.badForm("is no address of http or https", "write it as https://hooks.example.org/slipway");
  }
}
