package dev.slipway.engine.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.slipway.core.rollout.Event;
import java.util.List;

/**
 * Core's values as JSON: the same value is always the same text, and reading it gives an equal value. An unknown field, an unknown type,
 * a missing field or a duplicate is an error that names it.
 *
 * <p>Durations and instants are ISO 8601 with nanoseconds; identifiers are plain strings; an absent Optional is left out; a latency
 * histogram is an object from bucket index to count; a member of a sealed type says which in {@code type}.
 */
public final class CoreJson {
  private static final ObjectMapper MAPPER =
      // One set of buffers a virtual thread, as Jackson keeps by itself, would be as many as there are targets.
      JsonMapper.builder(JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()).build())
          .annotationIntrospector(new SealedNames())
          .addModule(new Jdk8Module())
          .addModule(new CoreModule())
          .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              c ->
                  c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();
  private static final JavaType EVENTS = TypeFactory.defaultInstance().constructCollectionType(List.class, Event.class);
  private static final ObjectWriter EVENTS_WRITER = MAPPER.writerFor(EVENTS);
  private static final ObjectReader EVENTS_READER = MAPPER.readerFor(EVENTS);

  private CoreJson() {}

  /** The mapper itself, for streams and trees; not to be configured any further. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** What a member of a sealed type has for its {@code type}. */
  public static String typeName(Class<?> member) {
    return SealedNames.kebab(member.getSimpleName());
  }

  /** One value as canonical JSON. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a " + value.getClass().getSimpleName() + " has no JSON form", e);
    }
  }

  /** Events as one canonical JSON array. */
  public static String writeEvents(List<Event> events) {
    try {
      return EVENTS_WRITER.writeValueAsString(events);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("these events have no JSON form: " + events, e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws CodecException naming what is not understood and where
   */
  public static <T> T read(Class<T> type, String json) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw unreadable(type.getSimpleName(), e);
    }
  }

  /** Reads what {@link #writeEvents} wrote. */
  public static List<Event> readEvents(String json) {
    try {
      return EVENTS_READER.readValue(json);
    } catch (JsonProcessingException e) {
      throw unreadable("list of events", e);
    }
  }

  static CodecException unreadable(String what, JsonProcessingException e) {
    return new CodecException(CodecException.UNREADABLE, "this is not the JSON of a " + what + ": " + e.getOriginalMessage() + where(e), e);
  }

  private static String where(JsonProcessingException e) {
    if (e instanceof com.fasterxml.jackson.databind.JsonMappingException m && !m.getPath().isEmpty()) {
      StringBuilder path = new StringBuilder(" (at ");
      m.getPath().forEach(r -> path.append(r.getFieldName() == null ? "[" + r.getIndex() + "]" : "/" + r.getFieldName()));
      return path.append(')').toString();
    }
    return e.getLocation() == null ? "" : " (at character " + e.getLocation().getCharOffset() + ")";
  }
}
