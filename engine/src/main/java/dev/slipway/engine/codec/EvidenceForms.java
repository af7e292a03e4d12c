package dev.slipway.engine.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.slipway.core.analysis.evidence.BurnRate;
import dev.slipway.core.analysis.evidence.Pair;
import dev.slipway.core.analysis.evidence.Wealth;
import dev.slipway.core.traffic.LatencyHistogram;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How what the judge counts with is written: without names where a rollout of hours has a lot of it in every commit. */
final class EvidenceForms {
  private EvidenceForms() {}

  static void addTo(SimpleModule module) {
    module.addSerializer(LatencyHistogram.class, new HistogramWriter());
    module.addDeserializer(LatencyHistogram.class, new HistogramReader());
    module.addSerializer(Wealth.class, new WealthWriter());
    module.addDeserializer(Wealth.class, new WealthReader());
    module.addSerializer(BurnRate.Slice.class, new SliceWriter());
    module.addDeserializer(BurnRate.Slice.class, new SliceReader());
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
      double[] all = {slice.length().toSeconds(), slice.length().getNano(), pair.candidateEvents(), pair.candidateTotal(),
          pair.stableEvents(), pair.stableTotal()};
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
}
