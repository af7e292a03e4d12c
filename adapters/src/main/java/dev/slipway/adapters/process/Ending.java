package dev.slipway.adapters.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * The intent to end an instance, written before the first signal.
 *
 * @param killAt when what still runs is killed
 * @param reason for people
 * @param remove whether it goes for good; otherwise it is started again
 */
record Ending(Intent.Moment killAt, String reason, boolean remove) {
  static final String FILE = "stop.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  String write() {
    return JSON.createObjectNode()
            .put("format", 1)
            .put("boot", killAt.boot())
            .put("killAtUptimeMillis", killAt.uptimeMillis())
            .put("reason", reason)
            .put("remove", remove)
            .toPrettyString()
        + "\n";
  }

  /** Reads it; one that makes no sense is nothing, so that it is decided anew. */
  static Optional<Ending> read(String content) {
    try {
      JsonNode node = JSON.readTree(content);
      Intent.Moment killAt = new Intent.Moment(node.path("boot").asText(""), node.path("killAtUptimeMillis").asLong(0));
      return Optional.of(new Ending(killAt, node.path("reason").asText(""), node.path("remove").asBoolean(false)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
