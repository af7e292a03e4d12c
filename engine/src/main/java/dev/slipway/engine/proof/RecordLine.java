package dev.slipway.engine.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.engine.codec.TimeText;
import dev.slipway.engine.journal.Chain;
import dev.slipway.engine.journal.KeptRecord;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A record of the journal as one line of JSON, field by field as it is kept, so that whoever has the line can compute its hash. Events and
 * input are texts of their own: their hash is that of the text, not of what it means.
 */
public final class RecordLine {
  private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Set<String> TEXTS =
      Set.of("target", "at", "actor", "events", "input", "stateDigest", "previous", "hash");
  private static final Set<String> ARCHIVED = Set.of("sequence", "target", "at", "hash");
  private static final Set<String> NUMBERS = Set.of("sequence", "epoch", "version");

  private RecordLine() {}

  /** As an object; of one that is in an archive it has four fields. */
  public static ObjectNode json(KeptRecord r) {
    if (r.archived()) {
      return JsonNodeFactory.instance.objectNode().put("sequence", r.sequence()).put("target", r.target()).put("at", r.at())
          .put("hash", r.hash());
    }
    return JsonNodeFactory.instance.objectNode().put("sequence", r.sequence()).put("target", r.target()).put("at", r.at())
        .put("epoch", r.epoch())
        .put("actor", r.actor()).put("version", r.version()).put("events", r.events()).put("input", r.input())
        .put("stateDigest", r.stateDigest()).put("previous", r.previous()).put("hash", r.hash());
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when a field is missing, of another kind, or none of a record's
   */
  public static KeptRecord of(JsonNode line) {
    Set<String> unknown = new TreeSet<>();
    line.properties().forEach(field -> {
      boolean right = TEXTS.contains(field.getKey()) ? field.getValue().isTextual()
          : NUMBERS.contains(field.getKey()) && field.getValue().isIntegralNumber() && field.getValue().canConvertToLong();
      if (!right) {
        unknown.add(field.getKey());
      }
    });
    boolean archived = line.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet()).equals(ARCHIVED);
    if (!unknown.isEmpty() || !archived && (line.size() != TEXTS.size() + NUMBERS.size() || line.path("events").asText().isEmpty())) {
      throw new IllegalArgumentException("it is no record of a journal: "
          + (unknown.isEmpty() ? "fields are missing" : "it has no field of this kind: " + String.join(", ", unknown)));
    }
    String events = line.path("events").asText();
    return new KeptRecord(line.path("sequence").asLong(), line.path("target").asText(), line.path("at").asText(),
        line.path("epoch").asLong(), line.path("actor").asText(), line.path("version").asLong(), events, line.path("input").asText(),
        line.path("stateDigest").asText(),
        line.path("previous").asText(), line.path("hash").asText(), KeptRecord.marks(events));
  }

  /** Whether a record's hash is that of its fields. */
  static boolean sound(KeptRecord record) {
    try {
      return TimeText.instant(record.at()).toString().equals(record.at()) && Chain.hash(record).equals(record.hash());
    } catch (DateTimeException e) {
      return false;
    }
  }

  /**
   * Reads a line of JSON.
   *
   * @throws IllegalArgumentException when it is none
   */
  static JsonNode parse(String line) {
    try {
      JsonNode read = JSON.readTree(line);
      if (read.isObject()) {
        return read;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage(), e);
    }
    throw new IllegalArgumentException("it is no object of JSON");
  }
}
