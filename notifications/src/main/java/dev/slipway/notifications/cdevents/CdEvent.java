package dev.slipway.notifications.cdevents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * One event of CDEvents 0.5, read strictly and written as it was read.
 *
 * @param specversion of CDEvents
 * @param id with the source, of no other event
 * @param source who says so
 * @param type as {@code dev.cdevents.service.deployed.0.3.0}
 * @param timestamp RFC 3339
 * @param chainId what belongs together
 * @param links to other events
 * @param subject what it is about
 * @param customData of the source's own
 */
public record CdEvent(
    String specversion, String id, String source, String type, String timestamp, Optional<String> schemaUri, Optional<String> chainId,
    Optional<JsonNode> links, Subject subject, Optional<JsonNode> customData, Optional<String> customDataContentType) {
  /** What Slipway writes. */
  public static final String VERSION = "0.5.1";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> TOP = Set.of("context", "subject", "customData", "customDataContentType");
  private static final Set<String> CONTEXT = Set.of("specversion", "id", "source", "type", "timestamp", "schemaUri", "chainId", "links");
  private static final Set<String> SUBJECT = Set.of("id", "source", "type", "content");

  /** What an event is about. */
  public record Subject(String id, Optional<String> source, Optional<String> type, JsonNode content) {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where it is none, or has a field that no version of 0.5 knows
   */
  public static CdEvent parse(String text) {
    try {
      JsonNode whole = known(JSON.readTree(text), TOP);
      JsonNode context = known(whole.path("context"), CONTEXT);
      JsonNode subject = known(whole.path("subject"), SUBJECT);
      return new CdEvent(
          text(context, "specversion"), text(context, "id"), text(context, "source"), text(context, "type"), text(context, "timestamp"),
          optional(context, "schemaUri"), optional(context, "chainId"), Optional.ofNullable(context.get("links")),
          new Subject(
              text(subject, "id"), optional(subject, "source"), optional(subject, "type"), known(subject.path("content"), Set.of())),
          Optional.ofNullable(whole.get("customData")), optional(whole, "customDataContentType"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** As JSON. */
  public String json() {
    ObjectNode whole = JSON.createObjectNode();
    ObjectNode context = whole.putObject("context").put("specversion", specversion).put("id", id).put("source", source).put("type", type)
        .put("timestamp", timestamp);
    schemaUri.ifPresent(s -> context.put("schemaUri", s));
    chainId.ifPresent(c -> context.put("chainId", c));
    links.ifPresent(l -> context.set("links", l));
    ObjectNode about = whole.putObject("subject").put("id", subject.id());
    subject.source().ifPresent(s -> about.put("source", s));
    subject.type().ifPresent(t -> about.put("type", t));
    about.set("content", subject.content());
    customData.ifPresent(c -> whole.set("customData", c));
    customDataContentType.ifPresent(c -> whole.put("customDataContentType", c));
    return whole.toString();
  }

  /** Any object where nothing is listed. */
  private static JsonNode known(JsonNode node, Set<String> fields) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("an object is missing, or is none");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext() && !fields.isEmpty();) {
      String name = names.next();
      if (!fields.contains(name)) {
        throw new IllegalArgumentException("there is no field " + name);
      }
    }
    return node;
  }

  private static String text(JsonNode node, String name) {
    return optional(node, name).filter(t -> !t.isEmpty()).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }

  private static Optional<String> optional(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value != null && !value.isTextual()) {
      throw new IllegalArgumentException(name + " is no text");
    }
    return Optional.ofNullable(value).map(JsonNode::asText);
  }
}
