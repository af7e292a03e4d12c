package dev.slipway.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** A verdict with every number it was made from, and whether it comes out the same again. */
public final class ExplanationPicture {
  private ExplanationPicture() {}

  /** The whole picture, each line ended. */
  public static String of(JsonNode e) {
    StringBuilder out = new StringBuilder();
    out.append("record ").append(e.path("sequence").asText()).append(", ").append(Sentences.day(e.path("at").asText())).append(": ")
        .append(e.path("target").asText());
    out.append(" #").append(e.path("rollout").asText()).append(" to ").append(e.path("release").asText());
    out.append(e.has("step") ? ", step " + e.path("step").asText() : "")
        .append(e.has("weight") ? ", " + e.path("weight").asText() + "% of traffic" : "").append('\n');
    out.append("verdict: ").append(e.path("verdict").asText().replace('-', ' '))
        .append(e.path("by").asText().equals("rule") ? ", by rule and not from measurements\n" : "\n");
    out.append("  ").append(e.path("sentence").asText()).append('\n');
    counts(out, e.path("metrics"));
    tests(out, e);
    kayenta(out, e.path("kayenta"));
    batches(out, e.path("batches"));
    return out.append(end(e)).toString();
  }

  private static void counts(StringBuilder out, JsonNode metrics) {
    if (metrics.isEmpty()) {
      return;
    }
    out.append(String.format("%n  %-17s %24s %24s %6s%n", "counted", "candidate", "stable", "φ"));
    for (JsonNode m : metrics) {
      out.append(String.format(Locale.ROOT, "  %-17s %24s %24s %6.2f%n", m.path("metric").asText(), side(m.path("candidate")),
          side(m.path("stable")), m.path("burst").asDouble(1)));
      out.append(m.has("effect") ? "                    " + EvidencePicture.effect(m) + "\n" : "");
    }
  }

  private static String side(JsonNode side) {
    String share = side.has("share") ? "  " + Quantities.share(side.path("share").asDouble()) : "";
    return String.format(Locale.ROOT, "%,.0f of %,.0f%s", side.path("events").asDouble(), side.path("total").asDouble(), share);
  }

  private static void tests(StringBuilder out, JsonNode e) {
    if (!e.path("tests").isEmpty()) {
      out.append(String.format("%n  %-11s %-42s %12s %8s %9s%n", "test", "", "ln E", "needed", "last θ₀"));
      for (JsonNode t : e.path("tests")) {
        String theta = t.has("theta") ? String.format(Locale.ROOT, "%.5f", t.path("theta").asDouble()) : "";
        String mark = t.path("ln").asDouble() >= t.path("needed").asDouble() ? "✔" : "";
        String name = String.format("  %-11s %-42s", t.path("metric").asText(), t.path("test").asText());
        String numbers = String.format(Locale.ROOT, " %12.4f %8.4f", t.path("ln").asDouble(), t.path("needed").asDouble());
        out.append(String.format("%s%s %9s %s", name, numbers, theta, mark).stripTrailing()).append('\n');
      }
    }
    JsonNode b = e.path("budget");
    if (!b.isMissingNode()) {
      String attempt = " a rollout, attempt " + (b.path("attempt").asInt() + 1);
      String judge = "judge " + b.path("method").asText() + ", α " + b.path("alpha").asText() + attempt;
      String errors = String.format(Locale.ROOT, "%.5f on errors", b.path("errors").asDouble());
      String others = spent(b, "latency", "latency") + spent(b, "own", "each of your own");
      out.append("\n  ").append(judge).append(": ").append(errors).append(others);
      out.append("; β ").append(b.path("beta").asText()).append('\n');
    }
  }

  private static void kayenta(StringBuilder out, JsonNode k) {
    if (k.isMissingNode()) {
      return;
    }
    out.append("\n  ").append(EvidencePicture.score(k)).append('\n');
    for (JsonNode m : k.path("metrics")) {
      out.append(String.format("    %-7s %s%n", m.path("classification").asText(), m.path("reason").asText()));
    }
  }

  private static String spent(JsonNode budget, String key, String name) {
    double share = budget.path(key).asDouble();
    return share > 0 ? String.format(Locale.ROOT, ", %.5f on %s", share, name) : "";
  }

  private static void batches(StringBuilder out, JsonNode b) {
    if (b.isMissingNode()) {
      return;
    }
    String records = "records " + b.path("firstSequence").asText() + " to " + b.path("lastSequence").asText();
    String covered = Quantities.duration(b.path("coveredMillis").asLong()) + " covered: ";
    out.append(String.format(Locale.ROOT, "  %,d batches in %s, %s%s%n", b.path("count").asLong(), records, covered, both(b)));
    JsonNode last = b.path("last");
    String gap = last.path("counted").asBoolean() ? "" : " in which the router could not be asked";
    out.append("  the last: ").append(Quantities.duration(last.path("coveredMillis").asLong())).append(gap)
        .append(", ").append(both(last)).append('\n');
  }

  private static String both(JsonNode sides) {
    return "candidate " + requests(sides.path("candidate")) + (sides.has("stable") ? ", stable " + requests(sides.path("stable")) : "");
  }

  private static String requests(JsonNode counts) {
    return String.format(Locale.ROOT, "%,d errors of %,d", counts.path("errors").asLong(), counts.path("requests").asLong());
  }

  private static String end(JsonNode e) {
    String from = "\nrecomputed from " + String.format(Locale.ROOT, "%,d", e.path("records").asLong()) + " journaled inputs: ";
    return e.path("same").asBoolean()
        ? from + "the same\n"
        : from + "NOT the same. Record " + e.path("differs").path("sequence").asText() + ": " + e.path("differs").path("how").asText()
            + "\nTraffic is not touched by that. See whether the journal was edited: slipway audit verify\n";
  }
}
