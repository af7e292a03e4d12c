package dev.slipway.adapters.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing that an engine told of.
 *
 * @param told as it said it
 */
record LiveEvent(JsonNode told) {
  /** What is heard of. */
  static final String PATH = "/events?filters=" + URLEncoder.encode("""
      {"type":["container","volume","network"],"event":["create","start","die","destroy","rename","health_status","pause","unpause",\
      "connect","disconnect"]}""", StandardCharsets.UTF_8);

  /** What it says of the process in a container. */
  enum Life {
    ENDED,
    BEGUN_OR_GONE,
    AS_BEFORE
  }

  /** What it happened to. */
  String id() {
    return told.path("Actor").path("ID").asText();
  }

  Life life() {
    return switch (told.path("Type").asText() + " " + told.path("Action").asText()) {
      case "container die" -> Life.ENDED;
      case "container start", "container destroy" -> Life.BEGUN_OR_GONE;
      default -> Life.AS_BEFORE;
    };
  }

  /** Whose affair it is: a target's by its name, or the fence of one by how the names of its volumes begin. */
  Optional<String> subject(Function<String, Optional<String>> ofContainer) {
    JsonNode attributes = told.path("Actor").path("Attributes");
    return switch (told.path("Type").asText()) {
      case "container" -> Optional.of(attributes.path(Label.TARGET).asText()).filter(target -> !target.isEmpty())
          .or(() -> ofContainer.apply(id()));
      case "volume" -> Fence.subject(id());
      case "network" -> ofContainer.apply(attributes.path("container").asText());
      default -> Optional.empty();
    };
  }
}
