package dev.slipway.cli.release;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.release.commit.Reference;
import dev.slipway.release.plan.Judged;
import dev.slipway.release.plan.PartPlan;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** A plan of a release as programs read it. Written by the streaming writer: no mapper has to be loaded for it. */
public final class PlanJson {
  private PlanJson() {}

  /** One object with all parts. */
  public static String of(List<PartPlan> plans) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeBooleanField("release", plans.stream().anyMatch(p -> p.next().isPresent()));
      json.writeArrayFieldStart("packages");
      for (PartPlan plan : plans) {
        write(json, plan);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static void write(JsonGenerator json, PartPlan plan) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", plan.part().name());
    json.writeStringField("path", plan.part().path());
    json.writeStringField("channel", plan.channel().word());
    optional(json, "lastVersion", plan.last().map(l -> l.version().toString()).orElse(""));
    optional(json, "lastTag", plan.last().map(PartPlan.Last::tag).orElse(""));
    optional(json, "nextVersion", plan.next().map(Object::toString).orElse(""));
    optional(json, "nextTag", plan.nextTag().orElse(""));
    json.writeStringField("bump", plan.bump().word());
    json.writeStringField("byHand", plan.handWritten().word());
    json.writeNumberField("commits", plan.commits());
    json.writeArrayFieldStart("messages");
    for (Judged one : plan.judged()) {
      write(json, one);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("notes");
    for (String note : plan.notes()) {
      json.writeString(note);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Judged one) throws IOException {
    json.writeStartObject();
    json.writeStringField("commit", one.commit().hash());
    json.writeStringField("header", one.message().header());
    optional(json, "type", one.message().type().orElse(""));
    optional(json, "scope", one.message().scope().orElse(""));
    json.writeStringField("description", one.message().description());
    json.writeBooleanField("breaking", one.message().isBreaking());
    json.writeArrayFieldStart("references");
    for (Reference reference : one.message().references()) {
      json.writeString(reference.written());
    }
    json.writeEndArray();
    json.writeStringField("bump", one.bump().word());
    json.writeStringField("why", one.why());
    json.writeEndObject();
  }

  private static void optional(JsonGenerator json, String key, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(key, value);
    }
  }
}
