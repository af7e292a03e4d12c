package dev.slipway.notifications.way;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.spi.Notifier.Answer;
import dev.slipway.notifications.wire.Reply;
import dev.slipway.notifications.wire.Request;
import dev.slipway.notifications.wire.Wire;
import dev.slipway.notifications.wire.WireException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The way out: what is secret is looked up, a request is sent, its answer understood.
 *
 * @param secrets from a reference to the secret, anything else to itself
 */
record Post(Wire wire, UnaryOperator<String> secrets) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_SAID = 200;
  /** Too long asked for, too early, too often: what passes by itself (RFC 9110, 8470, 6585). */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);
  private static final Duration LONGEST_LEFT_ALONE = Duration.ofHours(1);

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static String text(JsonNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON in memory has no text", e);
    }
  }

  String secret(String reference) {
    return secrets.apply(reference);
  }

  /** Sends, and says what became of it. */
  Answer send(Request request) {
    return understood(request, wire.ask(request));
  }

  /** Sends, and reads what comes back; what was not taken is a {@link NotTaken}. */
  JsonNode ask(Request request) {
    Reply reply = wire.ask(request);
    if (!reply.taken()) {
      throw new NotTaken(understood(request, reply));
    }
    try {
      return JSON.readTree(reply.body());
    } catch (JsonProcessingException e) {
      throw new WireException(WireException.Kind.AWAY, request.url().getHost() + " answered with something that is no JSON");
    }
  }

  /** An answer that ends what was begun. */
  static final class NotTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Answer answer;

    NotTaken(Answer answer) {
      super(answer.said());
      this.answer = answer;
    }

    Answer answer() {
      return answer;
    }
  }

  private static Answer understood(Request request, Reply reply) {
    String body = Template.oneLine(reply.body());
    String said = request.url().getHost() + " answered " + reply.status() + (body.isEmpty() ? "" : ": "
        + body.substring(0, Math.min(body.length(), MOST_SAID)));
    if (reply.taken()) {
      return new Answer.Taken(said);
    }
    if (reply.status() >= 500 || PASSING.contains(reply.status())) {
      return new Answer.Later(said, after(reply));
    }
    return new Answer.Refused(reply.status() >= 300 && reply.status() < 400 ? said + " (redirects are not followed)" : said);
  }

  private static Optional<Duration> after(Reply reply) {
    return reply.header("retry-after").filter(s -> s.matches("[0-9]{1,9}")).map(s -> Duration.ofSeconds(Long.parseLong(s)))
        .map(d -> d.compareTo(LONGEST_LEFT_ALONE) > 0 ? LONGEST_LEFT_ALONE : d);
  }
}
