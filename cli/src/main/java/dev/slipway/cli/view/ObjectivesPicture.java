package dev.slipway.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Objectives as people read them: what is left, how fast it burns, and a line of how it went. */
public final class ObjectivesPicture {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int HOUR = 60;
  private static final int DAY = 24 * HOUR;

  private ObjectivesPicture() {}

  /** Of the API's answer. */
  public static String of(JsonNode answer) {
    StringBuilder text = new StringBuilder();
    if (answer.path("targets").isEmpty()) {
      text.append("no target has objectives: write objectives: for an environment and deploy to it\n");
    }
    for (JsonNode target : answer.path("targets")) {
      text.append(target.path("target").asText())
          .append(target.path("spent").asText().equals("refuse") ? "  a spent budget refuses deploys\n" : "\n");
      target.path("objectives").forEach(o -> text.append(objective(o)));
    }
    return text.toString();
  }

  private static String objective(JsonNode o) {
    StringBuilder text = new StringBuilder();
    String unit = o.has("coverage") ? " events" : " requests";
    String good = o.has("good") ? number(o.path("good").asDouble()) + "% of " + o.path("requests").asLong() + unit : "no" + unit + " yet";
    text.append(String.format(Locale.ROOT, "  %-14s %-26s %s%n", name(o.path("indicator").asText()),
        o.path("objective").asText(), good));
    String spent = o.path("isSpent").asBoolean() ? ", SPENT" : "";
    text.append(String.format(Locale.ROOT, "    budget  %s%% left%s: %s%s, or %s minutes of outage%n",
        number(100 * o.path("left").asDouble()), spent, number(o.path("leftRequests").asDouble()), unit,
        number(o.path("leftMinutes").asDouble())));
    if (o.has("coverage")) {
      text.append("    known   ").append(number(o.path("coverage").asDouble())).append("% of the time")
          .append(o.has("trouble") ? "; now not: " + o.path("trouble").asText() : "").append('\n');
    }
    for (JsonNode burn : o.path("burn")) {
      String alert = burn.path("alerts").asBoolean() ? burn.path("urgent").asBoolean() ? "  BURNS FAST" : "  burns"
          : "  (alerts from " + number(burn.path("threshold").asDouble()) + ")";
      text.append(String.format(Locale.ROOT, "    burn    %4s  %8s times%s%n", time(burn.path("minutes").asLong()),
          number(burn.path("rate").asDouble()), alert));
    }
    return text.append(trend(o)).toString();
  }

  private static String name(String indicator) {
    return indicator.startsWith("metric ") ? indicator.substring("metric ".length()) : indicator.replaceAll(" .*", "");
  }

  /** Errors of each stretch beside what is allowed: a full bar is twice of that, or more. */
  private static String trend(JsonNode o) {
    double allowed = (100 - o.path("percent").asDouble()) / 100;
    StringBuilder line = new StringBuilder();
    for (JsonNode point : o.path("trend")) {
      double rate = point.path("bad").asDouble() / Math.max(1, point.path("requests").asLong()) / allowed;
      line.append(BARS.charAt((int) Math.min(BARS.length() - 1L, Math.round(rate * (BARS.length() - 1) / 2))));
    }
    return line.isEmpty() ? "" : "    errors  " + line + "  since " + o.path("trend").path(0).path("at").asText() + "\n";
  }

  private static String time(long minutes) {
    return minutes % DAY == 0 ? minutes / DAY + "d" : minutes % HOUR == 0 ? minutes / HOUR + "h" : minutes + "m";
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.3f" : "%.0f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }
}
