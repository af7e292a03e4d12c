package dev.slipway.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringJoiner;

/** Who may do what, as people read it. */
public final class AccessPicture {
  private AccessPicture() {}

  /** Who somebody is. */
  public static String self(JsonNode self) {
    StringBuilder text = new StringBuilder();
    boolean proven = self.path("proven").asBoolean();
    line(text, "you are", self.path("name").asText() + (proven ? "" : " (it proves nobody: the name is what you say)"));
    line(text, "by", self.path("credential").asText() + (self.has("tokenId") ? " " + self.path("tokenId").asText() : ""));
    line(text, "groups", joined(self.path("groups"), "none"));
    line(text, "roles", joined(self.path("roles"), "none; an admin can give them: slipway access grant"));
    line(text, "scope", self.path("scope").asText());
    if (self.has("expiresAt")) {
      line(text, "until", self.path("expiresAt").asText());
    }
    if (self.has("branch")) {
      line(text, "branch", self.path("branch").asText());
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String what, String value) {
    text.append("%-8s ".formatted(what)).append(value).append('\n');
  }

  private static String joined(JsonNode values, String otherwise) {
    StringJoiner words = new StringJoiner(", ");
    values.forEach(v -> words.add(v.asText()));
    return words.length() == 0 ? otherwise : words.toString();
  }

  /** A token that was just made. */
  public static String made(JsonNode made, Optional<Path> file) {
    JsonNode listed = made.path("listed");
    String what = "token " + listed.path("id").asText() + " for " + listed.path("name").asText() + " until "
        + Sentences.day(listed.path("expiresAt").asText());
    return file.map(f -> what + " is in " + f + "\n")
        .orElseGet(() -> what + "; " + made.path("message").asText() + ":\n" + made.path("token").asText() + "\n");
  }

  /** Tokens, a line each. */
  public static String tokens(JsonNode tokens) {
    String form = "%-13s %-16s %-8s %-8s %-20s %-20s %-12s %s%n";
    StringBuilder text = new StringBuilder(form.formatted("id", "name", "state", "scope", "expires", "last used", "made by", "roles"));
    for (JsonNode t : tokens) {
      String used = t.has("lastUsedAt") ? Sentences.day(t.path("lastUsedAt").asText()) : "never seen";
      text.append(form.formatted(
          t.path("id").asText(), t.path("name").asText(), t.path("state").asText(), t.path("scope").asText(),
          Sentences.day(t.path("expiresAt").asText()), used, t.path("madeBy").asText(), joined(t.path("roles"), "none")));
    }
    return text.toString();
  }

  /** Roles that were given, a line each. */
  public static String access(JsonNode access) {
    StringBuilder text = new StringBuilder();
    for (JsonNode held : access.path("roles")) {
      text.append("%-30s %s%n".formatted(held.path("holder").asText(), held.path("role").asText()));
    }
    for (JsonNode issuer : access.path("issuers")) {
      text.append(issuer.path("url").asText()).append(" vouches for people, by ").append(issuer.path("nameClaim").asText());
      text.append(issuer.path("prefix").asText().isEmpty() ? "\n" : ", as " + issuer.path("prefix").asText() + "…\n");
    }
    return text.isEmpty() ? "nobody was given a role yet; slipway token list shows tokens, which have their own\n" : text.toString();
  }
}
