package dev.slipway.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the gates before a rollout said. */
public final class GatePicture {
  private GatePicture() {}

  /** Behind a line of the history; nothing where there were none. */
  public static String brief(JsonNode gates) {
    if (gates.isEmpty()) {
      return "";
    }
    int waived = 0;
    for (JsonNode gate : gates) {
      waived += gate.path("waived").asInt();
    }
    return " [" + gates.size() + (gates.size() == 1 ? " gate" : " gates") + " passed" + (waived == 0 ? ""
        : ", " + waived + " waived") + "]";
  }

  /** One line for each. */
  static String of(JsonNode gates) {
    List<String> lines = new ArrayList<>();
    gates.forEach(g -> lines.add("  gate " + g.path("name").asText() + " " + g.path("outcome").asText() + ": " + g.path("said").asText()
        + "\n"));
    return String.join("", lines);
  }
}
