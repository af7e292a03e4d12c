package dev.slipway.engine.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.slipway.core.guard.FreezeWindow;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RolloutId;
import dev.slipway.core.rollout.TargetId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/** The values that are one text or one number in JSON, and the two that have no order of their own. */
final class CoreModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  CoreModule() {
    text(ReleaseId.class, ReleaseId::value, ReleaseId::new);
    text(Digest.class, Digest::hex, Digest::new);
    text(TargetId.class, TargetId::toString, TargetId::parse);
    text(FreezeWindow.class, FreezeWindow::toString, FreezeWindow::parse);
    text(InstanceId.class, InstanceId::toString, InstanceId::parse);
    text(Duration.class, Duration::toString, TimeText::duration);
    text(Instant.class, Instant::toString, TimeText::instant);
    addSerializer(RolloutId.class, new RolloutNumberWriter());
    addDeserializer(RolloutId.class, new RolloutNumberReader());
    EvidenceForms.addTo(this);
    addSerializer(Set.class, new SortedSetWriter());
  }

  private <T> void text(Class<T> type, Function<T, String> write, Function<String, T> read) {
    addSerializer(type, new TextWriter<>(write));
    addDeserializer(type, new TextReader<>(type, read));
    addKeySerializer(type, new KeyWriter<>(write));
    addKeyDeserializer(type, new KeyReader<>(type, read));
  }

  private static final class TextWriter<T> extends JsonSerializer<T> {
    private final Function<T, String> write;

    TextWriter(Function<T, String> write) {
      this.write = write;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
      out.writeString(write.apply(value));
    }
  }

  private static final class KeyWriter<T> extends JsonSerializer<T> {
    private final Function<T, String> write;

    KeyWriter(Function<T, String> write) {
      this.write = write;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
      out.writeFieldName(write.apply(value));
    }
  }

  private static final class TextReader<T> extends JsonDeserializer<T> {
    private final Class<T> type;
    private final Function<String, T> read;

    TextReader(Class<T> type, Function<String, T> read) {
      this.type = type;
      this.read = read;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        return (T) context.handleUnexpectedToken(type, in);
      }
      try {
        return read.apply(in.getText());
      } catch (RuntimeException e) {
        return (T) context.handleWeirdStringValue(type, in.getText(), "%s", e.getMessage());
      }
    }
  }

  private static final class KeyReader<T> extends KeyDeserializer {
    private final Class<T> type;
    private final Function<String, T> read;

    KeyReader(Class<T> type, Function<String, T> read) {
      this.type = type;
      this.read = read;
    }

    @Override
    public Object deserializeKey(String key, DeserializationContext context) throws IOException {
      try {
        return read.apply(key);
      } catch (RuntimeException e) {
        return context.handleWeirdKey(type, key, "%s", e.getMessage());
      }
    }
  }

  private static final class RolloutNumberWriter extends JsonSerializer<RolloutId> {
    @Override
    public void serialize(RolloutId id, JsonGenerator out, SerializerProvider provider) throws IOException {
      out.writeNumber(id.number());
    }
  }

  private static final class RolloutNumberReader extends JsonDeserializer<RolloutId> {
    @Override
    public RolloutId deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return in.currentToken() == JsonToken.VALUE_NUMBER_INT
          ? new RolloutId(in.getLongValue())
          : (RolloutId) context.handleUnexpectedToken(RolloutId.class, in);
    }
  }

  /** A set has no order of its own, and an unmodifiable one another in every JVM: sorted, the same value is always the same bytes. */
  @SuppressWarnings("rawtypes")
  private static final class SortedSetWriter extends JsonSerializer<Set> {
    @Override
    public void serialize(Set set, JsonGenerator out, SerializerProvider provider) throws IOException {
      out.writeStartArray();
      for (Object member : set.stream().sorted().toArray()) {
        provider.defaultSerializeValue(member, out);
      }
      out.writeEndArray();
    }
  }
}
