package dev.slipway.bench.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.release.commit.Message;
import dev.slipway.release.commit.MessageParser;
import dev.slipway.release.commit.Reference;
import dev.slipway.release.history.Commit;
import dev.slipway.release.plan.Judge;
import dev.slipway.release.settings.Rules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What somebody makes of a message. */
record Reading(String type, String scope, boolean breaking, Set<String> references, String bump) {
  static Reading ours(String text) {
    Message message = MessageParser.parse(text);
    Judge judge = new Judge(Rules.DEFAULT, true, false);
    judge.accept(new Commit("f".repeat(40), List.of("0".repeat(40)), 0, "A", "a@b", text));
    return new Reading(message.type().orElse(""), message.scope().orElse(""), message.isBreaking(),
        new TreeSet<>(message.references().stream().map(Reference::written).toList()), judge.bump().word());
  }

  static Reading theirs(JsonNode node) {
    Set<String> references = new TreeSet<>();
    node.path("references").forEach(r -> references.add(r.asText()));
    return new Reading(node.path("type").asText(), node.path("scope").asText(), node.path("breaking").asBoolean(), references,
        node.path("bump").asText());
  }

  /** Why two readings of one message differ, by the rows of the table in docs/release-process.md; empty where nobody knows. */
  Optional<String> reason(Reading theirs, String text) {
    String header = text.strip().lines().findFirst().orElse("");
    boolean list = text.lines().skip(1).anyMatch(l -> l.matches("[*-] (feat|fix|perf|docs|chore|refactor|test|ci|build|revert|style): .*"));
    boolean loose = text.lines().anyMatch(l -> l.matches("(?i)[\\s|*]*breaking[ -]change[:\\s].*")
        && !l.matches("[\\s*]*BREAKING[ -]CHANGE(: .*| #.*)"));
    if (!type.equals(theirs.type) && type.equalsIgnoreCase(theirs.type)) {
      return Optional.of("case of types");
    }
    if (breaking != theirs.breaking && loose) {
      return Optional.of("loose breaking notes");
    }
    if (type.isEmpty() != theirs.type.isEmpty() && header.matches("\\w+(\\(.*\\))?!?: *")) {
      return Optional.of("no description");
    }
    if (!scope.equals(theirs.scope)) {
      return scope.equals(theirs.scope.strip()) ? Optional.of("space in scopes") : Optional.empty();
    }
    if (!references.equals(theirs.references)) {
      return differs(theirs, text);
    }
    if (bump.equals(theirs.bump)) {
      return Optional.empty();
    }
    if (list || header.startsWith("Merge")) {
      return Optional.of("listed messages");
    }
    return header.startsWith("revert:") || header.matches("(?i)revert.*") ? Optional.of("reverts without a commit") : Optional.empty();
  }

  private Optional<String> differs(Reading theirs, String text) {
    if (theirs.references.stream().anyMatch(r -> !r.matches(".*#[0-9]+"))) {
      return Optional.of("references without a number");
    }
    if (text.contains("://")) {
      return Optional.of("links");
    }
    return text.matches("(?s).*#[0-9]+[.:].*") ? Optional.of("references before a full stop") : Optional.empty();
  }

  boolean same(Reading theirs) {
    return equals(theirs);
  }
}
