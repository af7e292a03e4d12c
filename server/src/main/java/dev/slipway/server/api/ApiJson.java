package dev.slipway.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.slipway.server.problem.Refused;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The API's JSON: what has no value is left out, and a request with an unknown field is refused rather than half understood. */
public final class ApiJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
          .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private ApiJson() {}

  /** One answer. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a " + value.getClass().getSimpleName() + " has no JSON form", e);
    }
  }

  /** One request, which is a record; an empty body counts as an empty object. */
  public static <T extends Record> T read(Class<T> type, String json) {
    return read(type, json, said -> said);
  }

  /**
   * The same, where somebody has a word on the field {@code by} of a request that has one.
   *
   * @param by what it is to be, given what was sent
   */
  static <T extends Record> T read(Class<T> type, String json, UnaryOperator<Optional<String>> by) {
    try {
      JsonNode tree = MAPPER.readTree(json.isBlank() ? "{}" : json);
      List<String> known = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).sorted().toList();
      Optional<String> unknown = tree.propertyStream().map(Map.Entry::getKey).filter(f -> !known.contains(f)).findFirst();
      if (unknown.isPresent()) {
        throw wrong("it has a field " + unknown.get() + "; known are " + String.join(", ", known));
      }
      if (tree instanceof ObjectNode object && known.contains("by")) {
        by.apply(Optional.ofNullable(object.get("by")).map(JsonNode::asText)).ifPresent(name -> object.put("by", name));
      }
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw wrong(said(e));
    }
  }

  private static Refused wrong(String why) {
    return new Refused(
        Refused.Kind.WRONG, "SLW-5101", "the request is not understood: " + why + ". Nothing changed", "The API is described at /api/v1/openapi.yaml");
  }

  private static String said(JsonProcessingException e) {
    String where =
        e instanceof JsonMappingException m && !m.getPath().isEmpty() && m.getPath().getLast().getFieldName() != null
            ? " (field " + m.getPath().getLast().getFieldName() + ")"
            : "";
    String message = e.getOriginalMessage();
    return message.startsWith("Null value for creator property") ? "a required field is missing" + where : message.lines().findFirst().orElse("") + where;
  }
}
