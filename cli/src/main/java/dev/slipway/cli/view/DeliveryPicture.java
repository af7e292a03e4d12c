package dev.slipway.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Figures of delivery as a table. */
public final class DeliveryPicture {
  private DeliveryPicture() {}

  /** Of the API's answer. */
  public static String of(JsonNode delivery) {
    StringBuilder text = new StringBuilder();
    text.append("delivery from ").append(Sentences.day(delivery.path("from").asText())).append(" to ")
        .append(Sentences.day(delivery.path("to").asText())).append('\n');
    if (delivery.path("targets").isEmpty()) {
      text.append("nothing was ever deployed\n");
    }
    for (JsonNode target : delivery.path("targets")) {
      text.append(target.path("target").asText()).append("  ").append(target.path("deploys").asInt()).append(" deploys, ")
          .append(target.path("failed").asInt()).append(" failed\n");
      target.path("figures").forEach(f -> text.append(figure(f)));
    }
    return text.append(ArchivedWords.line(delivery)).toString();
  }

  private static String figure(JsonNode f) {
    String value = number(f.path("value"));
    String before = f.has("before") ? "before " + number(f.path("before")) + (f.has("trend") ? ", " + f.path("trend").asText() : "") : "";
    String met = f.has("met") ? f.path("met").asBoolean() ? "good" : "MISSED" : "";
    return String.format(Locale.ROOT, "  %-22s %10s  %-20s goal %-8s %-7s %s%n", f.path("name").asText(), value, before,
        number(f.path("goal")), met, f.path("unit").asText());
  }

  private static String number(JsonNode value) {
    return value.isMissingNode() ? "-" : String.format(Locale.ROOT, value.asDouble() < 10 ? "%.2f" : "%.0f", value.asDouble());
  }
}
