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
import java.util.regex.Pattern;

/** What somebody makes of a message. */
record Reading(String type, String scope, boolean breaking, Set<String> references, String bump) {
  private static final Pattern LISTED = Pattern.compile("\n[*-] (feat|fix|perf|docs|chore|refactor|test|ci|build|revert|style): ");
  /** A line that speaks of a breaking change in another way than the specification has it. */
  private static final Pattern LOOSE =
      Pattern.compile("(?im)^(?![ \\t*]*(?-i:BREAKING[ -]CHANGE)(?:: | #))[\\s|*]*breaking[ -]change[:\\s]");

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

  /**
   * Why two readings of one message differ, by the rows of the table in docs/release-process.md; empty where one of the things in which
   * they differ has no reason.
   */
  Optional<String> reason(Reading theirs, String text) {
    Set<String> reasons = new TreeSet<>();
    boolean known = explained(!type.equals(theirs.type), ofType(theirs, text), reasons)
        && explained(!scope.equals(theirs.scope), ofScope(theirs, text), reasons)
        && explained(breaking != theirs.breaking, LOOSE.matcher(text).find() ? "loose breaking notes" : ofType(theirs, text), reasons)
        && explained(!references.equals(theirs.references), ofReferences(theirs, text), reasons)
        && explained(!bump.equals(theirs.bump), ofBump(theirs, text), reasons);
    return known ? Optional.of(String.join(" and ", reasons)) : Optional.empty();
  }

  private static boolean explained(boolean differs, String reason, Set<String> reasons) {
    if (differs && !reason.isEmpty()) {
      reasons.add(reason);
    }
    return !differs || !reason.isEmpty();
  }

  private String ofType(Reading theirs, String text) {
    if (type.equalsIgnoreCase(theirs.type) && !type.equals(theirs.type)) {
      return "case of types";
    }
    return type.isEmpty() && header(text).matches("\\w+(\\(.*\\))?!?: *") ? "no description" : "";
  }

  private String ofScope(Reading theirs, String text) {
    return scope.isEmpty() && ofType(theirs, text).equals("no description") ? "no description"
        : scope.equals(theirs.scope.strip()) ? "space in scopes" : "";
  }

  private static String ofReferences(Reading theirs, String text) {
    if (theirs.references.stream().anyMatch(r -> !r.matches(".*#[0-9]+"))) {
      return "references without a number";
    }
    if (text.contains("://")) {
      return "links";
    }
    return text.matches("(?s).*#[0-9]+[.:].*") ? "references before a full stop" : "";
  }

  private String ofBump(Reading theirs, String text) {
    if (breaking != theirs.breaking) {
      return LOOSE.matcher(text).find() ? "loose breaking notes" : ofType(theirs, text);
    }
    if (LISTED.matcher(text).find() || header(text).startsWith("Merge")) {
      return "listed messages";
    }
    return header(text).matches("(?i)revert.*") ? "reverts without a commit" : ofType(theirs, text);
  }

  private static String header(String text) {
    return text.strip().lines().findFirst().orElse("");
  }

  boolean same(Reading theirs) {
    return equals(theirs);
  }
}
