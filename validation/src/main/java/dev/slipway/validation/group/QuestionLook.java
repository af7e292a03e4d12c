package dev.slipway.validation.group;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.check.HttpQuestion;
import dev.slipway.core.check.JsonPath;
import dev.slipway.validation.Finding;
import dev.slipway.validation.ask.Answer;
import dev.slipway.validation.ask.NoAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Asks one question as a team wrote it, and holds the answer against what they wrote. */
final class QuestionLook {
  private static final Duration SLACK = Duration.ofSeconds(1);

  private final HttpQuestion question;
  private final Blanks blanks;

  QuestionLook(HttpQuestion question, Blanks blanks) {
    this.question = question;
    this.blanks = blanks;
  }

  Finding look(Around around) throws NoAnswer, InterruptedException {
    String asked = question.method() + " " + blanks.told(question.path());
    List<String> texts = Stream.of(Stream.of(question.path()), question.headers().values().stream(), question.body().stream(),
        question.contains().stream(), question.json().values().stream()).flatMap(s -> s).toList();
    Optional<String> unknown = texts.stream().flatMap(t -> blanks.unknown(t).stream()).findFirst();
    if (unknown.isPresent()) {
      return Finding.fails(asked, "not asked", "nothing is known for " + unknown.get(), unknown.get().startsWith("${env:")
          ? "set the variable where the check is asked from" : "keep it in an earlier request of the flow");
    }
    boolean secret = texts.stream().anyMatch(Blanks::secret);
    if (secret) {
      Optional<String> stranger = around.stranger();
      if (stranger.isPresent()) {
        return Finding.fails(asked, "not asked", "its variables are not for strangers, and nobody vouches for the certificate: "
            + stranger.get(),
            "mend the certificate, or name who vouches for it with --ca");
      }
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    question.body().ifPresent(b -> headers.put("Content-Type", b.stripLeading().matches("(?s)[{\\[].*") ? "application/json"
        : "text/plain"));
    question.headers().forEach((name, value) -> headers.put(name, blanks.filled(value)));
    Answer answer = asked(around, secret, headers);
    List<String> wrong = wrong(answer);
    return wrong.isEmpty() ? Finding.holds(asked, answer.said())
        : Finding.fails(asked, answer.told(), String.join(", ", wrong), WrittenLooks.MEND);
  }

  private Answer asked(Around around, boolean secret, Map<String, String> headers) throws NoAnswer, InterruptedException {
    String path = blanks.filled(question.path());
    Optional<String> body = question.body().map(blanks::filled);
    Duration within = question.under().plus(SLACK);
    return secret ? around.tell(question.method(), path, headers, body, within)
        : around.ask(question.method(), path, headers, body, within);
  }

  /** Everything that is wrong with an answer; what is right is kept for later requests. */
  private List<String> wrong(Answer answer) {
    List<String> wrong = new ArrayList<>();
    int status = answer.status();
    if (!question.status().map(s -> s == status).orElse(status >= 200 && status < 400)) {
      wrong.add("must be " + question.status().map(Object::toString).orElse("2xx or 3xx"));
    }
    if (answer.millis() > question.under().toMillis()) {
      wrong.add("must take at most " + question.under().toMillis() + " ms");
    }
    question.contains().filter(c -> !answer.text().contains(blanks.filled(c)))
        .ifPresent(c -> wrong.add("must contain \"" + blanks.told(c) + "\""));
    if (!question.json().isEmpty() || !question.keep().isEmpty()) {
      Optional<JsonNode> json = Around.json(answer);
      if (json.isEmpty()) {
        wrong.add(answer.whole() ? "must be JSON" : "is too large to be looked at as JSON");
      } else {
        question.json().forEach((path, expected) -> differs(json.get(), path, expected).ifPresent(wrong::add));
        question.keep().forEach((name, path) -> value(json.get(), path).filter(JsonNode::isValueNode)
            .ifPresentOrElse(v -> blanks.keep(name, v.asText()), () -> wrong.add("has no single value at " + path + " to keep as "
                + name)));
      }
    }
    return wrong;
  }

  private Optional<String> differs(JsonNode json, String path, String expected) {
    JsonNode right = literal(blanks.filled(expected));
    Optional<JsonNode> seen = value(json, path);
    boolean alike = blanks.keeps(expected) && seen.filter(s -> s.isValueNode() && s.asText().equals(right.asText())).isPresent();
    if (alike || seen.isPresent() && same(seen.get(), right)) {
      return Optional.empty();
    }
    return Optional.of(path + " must be " + blanks.told(expected) + ", not " + seen.map(QuestionLook::shown).orElse("absent"));
  }

  private static String shown(JsonNode node) {
    String text = node.isContainerNode() ? node.getNodeType().name().toLowerCase(Locale.ROOT) : node.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  private static boolean same(JsonNode seen, JsonNode right) {
    return (seen.isNumber() && right.isNumber()) ? seen.decimalValue().compareTo(right.decimalValue()) == 0 : seen.equals(right);
  }

  private static JsonNode literal(String text) {
    try {
      return Around.JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return Around.JSON.getNodeFactory().textNode(text);
    }
  }

  private static Optional<JsonNode> value(JsonNode json, String path) {
    Optional<JsonNode> at = Optional.of(json);
    for (JsonPath.Step step : JsonPath.parse(path).orElse(new JsonPath(List.of())).steps()) {
      at = at.flatMap(node -> Optional.ofNullable(switch (step) {
        case JsonPath.Step.Name n -> node.get(n.name());
        case JsonPath.Step.Index i -> node.isArray() ? node.get(i.index() < 0 ? node.size() + i.index() : i.index()) : null;
      }));
    }
    return at;
  }
}
