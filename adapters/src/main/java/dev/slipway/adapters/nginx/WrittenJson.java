package dev.slipway.adapters.nginx;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings.Sticky;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What a configuration was written from, as JSON and back; equal values give equal text. */
final class WrittenJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new SimpleModule().addSerializer(Duration.class, new DurationWriter())
              .addDeserializer(Duration.class, new DurationReader()))
          .addMixIn(Sticky.class, StickyForms.class)
          .addMixIn(RouterSpec.class, RouterForms.class)
          .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();

  private WrittenJson() {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
      @JsonSubTypes.Type(value = Sticky.Cookie.class, name = "cookie"),
      @JsonSubTypes.Type(value = Sticky.Header.class, name = "header")})
  private interface StickyForms {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
      @JsonSubTypes.Type(value = RouterSpec.Haproxy.class, name = "haproxy"),
      @JsonSubTypes.Type(value = RouterSpec.Nginx.class, name = "nginx")})
  private interface RouterForms {}

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON form of " + value, e);
    }
  }

  /** Nothing where it is no such JSON. */
  static <T> Optional<T> read(Class<T> type, String json) {
    try {
      return Optional.of(MAPPER.readValue(json, type));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // Somebody changed it, which the digest says as well.
    }
  }

  private static final class DurationWriter extends JsonSerializer<Duration> {
    @Override
    public void serialize(Duration value, JsonGenerator out, SerializerProvider provider) throws IOException {
      out.writeString(value.toString());
    }
  }

  private static final class DurationReader extends JsonDeserializer<Duration> {
    @Override
    public Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Duration.parse(in.getText());
    }
  }
}
