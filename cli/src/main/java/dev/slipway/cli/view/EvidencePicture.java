package dev.slipway.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.view.Terminal.Colour;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the judge compares: both values, the effect with its bounds, and how much evidence is in, towards failing and towards passing. */
public final class EvidencePicture {
  private static final int BAR = 8;

  private final Terminal terminal;

  EvidencePicture(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Nothing where the judge compares nothing. */
  String of(JsonNode judge) {
    if (judge.has("kayenta")) {
      return kayenta(judge.path("kayenta"));
    }
    if (!compares(judge)) {
      return "";
    }
    StringBuilder out = new StringBuilder(String.format("  %-15s%9s %8s%n", "judged on", "candidate", "stable"));
    for (JsonNode metric : judge.path("metrics")) {
      out.append(String.format("  %-15s%9s %8s  %s%n", metric.path("metric").asText(), share(metric.path("candidate")),
          share(metric.path("stable")), effect(metric)));
      out.append("     worse ").append(bar(metric.path("failing"), Colour.BAD));
      if (metric.has("passing")) {
        out.append("   as good ").append(bar(metric.path("passing"), Colour.GOOD))
            .append(terminal.colour(Colour.FAINT, missing(judge, metric)));
      }
      out.append(metric.has("note") ? terminal.colour(Colour.FAINT, ", " + metric.path("note").asText()) : "").append('\n');
    }
    if (judge.path("comparison").asText().equals("absolute")) {
      out.append("  ").append(terminal.colour(Colour.LOOK,
          "all traffic is on the candidate: only absolute tests remain, and what stable was like before")).append('\n');
    }
    return out.toString();
  }

  private String kayenta(JsonNode k) {
    StringBuilder out = new StringBuilder("  " + score(k) + terminal.colour(Colour.FAINT, "; it speaks when the bake is over") + "\n");
    for (JsonNode m : k.path("metrics")) {
      String word = m.path("classification").asText();
      Colour colour = word.equals("pass") ? Colour.GOOD : word.equals("high") || word.equals("low") ? Colour.BAD : Colour.LOOK;
      out.append(String.format("    %s %s%n", terminal.colour(colour, String.format("%-7s", word)), m.path("reason").asText()));
    }
    return out.toString();
  }

  /** {@code Kayenta's judge: 50 of 100 by now, which is a fail, on 12 of 60 windows of 1s}. */
  static String score(JsonNode k) {
    return String.format(Locale.ROOT, "Kayenta's judge: %.0f of 100 by now, which is a %s, on %d of %d windows of %s",
        k.path("score").asDouble(), k.path("grade").asText(), k.path("windows").asInt(), k.path("windowsWanted").asInt(),
        Quantities.duration(k.path("windowMillis").asLong()));
  }

  /** One line for each metric, for a log. */
  static List<String> lines(JsonNode judge) {
    List<String> lines = new ArrayList<>();
    if (judge.has("kayenta")) {
      lines.add(score(judge.path("kayenta")));
      judge.path("kayenta").path("metrics").forEach(m -> lines.add(m.path("classification").asText() + ": " + m.path("reason").asText()));
      return lines;
    }
    String absolute = judge.path("comparison").asText().equals("absolute") ? "; only absolute tests remain" : "";
    for (JsonNode metric : judge.path("metrics")) {
      String values = share(metric.path("candidate")) + " against " + share(metric.path("stable"));
      String passing = metric.has("passing") ? ", as good " + percent(metric.path("passing")) + missing(judge, metric) : "";
      String note = metric.has("note") ? ", " + metric.path("note").asText() : "";
      String worse = "; worse " + percent(metric.path("failing"));
      lines.add(metric.path("metric").asText() + " " + values + ": " + effect(metric) + worse + passing + note + absolute);
    }
    return lines;
  }

  /** Whether there is evidence to show. */
  static boolean compares(JsonNode judge) {
    return judge.path("metrics").path(0).has("failing") || judge.has("kayenta");
  }

  private String bar(JsonNode evidence, Colour colour) {
    double share = evidence.path("share").asDouble();
    int full = (int) Math.floor(share * BAR);
    return terminal.colour(full == 0 ? Colour.FAINT : colour, "█".repeat(full) + "░".repeat(BAR - full))
        + String.format("%5s", percent(evidence));
  }

  /** Rounded down: 100 % is all of it. */
  private static String percent(JsonNode evidence) {
    return (int) Math.floor(evidence.path("share").asDouble() * 100) + "%";
  }

  private static String share(JsonNode side) {
    return side.has("share") ? Quantities.share(side.path("share").asDouble()) : "none";
  }

  /** {@code 4.8× stable's, at least 2.1×, at most 9.9×}. */
  static String effect(JsonNode metric) {
    JsonNode effect = metric.path("effect");
    if (effect.isMissingNode()) {
      return metric.path("stable").path("total").asDouble() == 0 ? "nothing of stable's beside it" : "none on either side so far";
    }
    boolean compared = effect.has("ratio");
    StringBuilder text = new StringBuilder(compared ? Quantities.times(effect.path("ratio").asDouble()) + " stable's" : "stable has none");
    text.append(effect.path("low").asDouble() >= 0.1 ? ", at least " + Quantities.times(effect.path("low").asDouble()) : "");
    text.append(effect.has("high") ? ", at most " + Quantities.times(effect.path("high").asDouble()) : "");
    return text.toString();
  }

  /** {@code , 1,240 of about 3,900 requests}. */
  private static String missing(JsonNode judge, JsonNode metric) {
    JsonNode left = metric.path("passing").path("requestsLeft");
    long now = judge.path("requests").asLong();
    if (left.isMissingNode()) {
      return metric.path("passing").path("share").asDouble() < 1 ? ", out of reach as it is" : "";
    }
    return left.asLong() == 0 ? "" : String.format(Locale.ROOT, ", %,d of about %,d requests", now, Quantities.about(now + left.asLong()));
  }
}
