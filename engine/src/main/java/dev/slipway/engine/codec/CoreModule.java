package dev.slipway.engine.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.slipway.core.analysis.evidence.BurnRate;
import dev.slipway.core.analysis.evidence.Pair;
import dev.slipway.core.analysis.evidence.Wealth;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RolloutId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.traffic.LatencyHistogram;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The values that are one text or one number in JSON, and the two that have no order of their own. */
final class CoreModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  CoreModule() {
    text(ReleaseId.class, ReleaseId::value, ReleaseId::new);
    text(Digest.class, Digest::hex, Digest::new);
    text(TargetId.class, TargetId::toString, TargetId::parse);
    text(InstanceId.class, InstanceId::toString, InstanceId::parse);
    text(Duration.class, Duration::toString, Duration::parse);
    text(Instant.class, Instant::toString, Instant::parse);
    addSerializer(RolloutId.class, new RolloutNumberWriter());
    addDeserializer(RolloutId.class, new RolloutNumberReader());
    addSerializer(LatencyHistogram.class, new HistogramWriter());
    addDeserializer(LatencyHistogram.class, new HistogramReader());
    addSerializer(Wealth.class, new WealthWriter());
    addDeserializer(Wealth.class, new WealthReader());
    addSerializer(BurnRate.Slice.class, new SliceWriter());
    addDeserializer(BurnRate.Slice.class, new SliceReader());
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

  private static final class WealthWriter extends JsonSerializer<Wealth> {
    @Override
    public void serialize(Wealth wealth, JsonGenerator out, SerializerProvider provider) throws IOException {
      out.writeStartArray();
      for (double lnRatio : wealth.lnRatios()) {
        out.writeNumber(lnRatio);
      }
      out.writeEndArray();
    }
  }

  private static final class WealthReader extends JsonDeserializer<Wealth> {
    @Override
    public Wealth deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Wealth.of(List.of(context.readValue(in, Double[].class)));
    }
  }

  /** Seconds, nanoseconds and counts, without names: a rollout of hours has two dozen of them in every commit. */
  private static final class SliceWriter extends JsonSerializer<BurnRate.Slice> {
    @Override
    public void serialize(BurnRate.Slice slice, JsonGenerator out, SerializerProvider provider) throws IOException {
      Pair pair = slice.pair();
      double[] all = {slice.length().toSeconds(), slice.length().getNano(), pair.candidateEvents(), pair.candidateTotal(), pair.stableEvents(), pair.stableTotal()};
      out.writeStartArray();
      for (double each : all) {
        out.writeNumber(each);
      }
      out.writeEndArray();
    }
  }

  private static final class SliceReader extends JsonDeserializer<BurnRate.Slice> {
    @Override
    public BurnRate.Slice deserialize(JsonParser in, DeserializationContext context) throws IOException {
      double[] all = context.readValue(in, double[].class);
      if (all.length != 6) {
        return (BurnRate.Slice) context.handleUnexpectedToken(BurnRate.Slice.class, in);
      }
      return new BurnRate.Slice(Duration.ofSeconds((long) all[0], (long) all[1]), new Pair(all[2], all[3], all[4], all[5]));
    }
  }

  private static final class HistogramWriter extends JsonSerializer<LatencyHistogram> {
    @Override
    public void serialize(LatencyHistogram histogram, JsonGenerator out, SerializerProvider provider) throws IOException {
      out.writeStartObject();
      for (Map.Entry<Integer, Long> bucket : histogram.asMap().entrySet()) {
        out.writeFieldName(Integer.toString(bucket.getKey()));
        out.writeNumber(bucket.getValue());
      }
      out.writeEndObject();
    }
  }

  private static final class HistogramReader extends JsonDeserializer<LatencyHistogram> {
    @Override
    public LatencyHistogram deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JavaType buckets = context.getTypeFactory().constructMapType(Map.class, Integer.class, Long.class);
      Map<Integer, Long> counts = context.readValue(in, buckets);
      try {
        return LatencyHistogram.of(counts);
      } catch (IllegalArgumentException e) {
        return (LatencyHistogram) context.handleInstantiationProblem(LatencyHistogram.class, counts, e);
      }
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
