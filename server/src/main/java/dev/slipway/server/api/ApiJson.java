package dev.slipway.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.slipway.server.problem.Refused;
import java.time.Instant;
import java.util.List;

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

  /** One request; an empty body counts as an empty object. */
  public static <T> T read(Class<T> type, String json) {
    try {
      return MAPPER.readValue(json.isBlank() ? "{}" : json, type);
    } catch (JsonProcessingException e) {
      throw new Refused(Refused.Kind.WRONG, "SLW-5101", "the request is not understood: " + said(e) + ". Nothing changed", "The API is described at /api/v1/openapi.yaml");
    }
  }

  private static String said(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      List<String> known = unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
      return "it has a field " + unknown.getPropertyName() + "; known are " + String.join(", ", known);
    }
    String where =
        e instanceof JsonMappingException m && !m.getPath().isEmpty() && m.getPath().getLast().getFieldName() != null
            ? " (field " + m.getPath().getLast().getFieldName() + ")"
            : "";
    String message = e.getOriginalMessage();
    return message.startsWith("Null value for creator property") ? "a required field is missing" + where : message.lines().findFirst().orElse("") + where;
  }
}
