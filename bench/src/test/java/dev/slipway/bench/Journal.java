package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Target;
import java.util.ArrayList;
import java.util.List;

/** The events of one target, oldest first. */
record Journal(List<JsonNode> events) {

  static Journal of(Target target) {
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode entry : target.get("/journal?limit=1000").path("records")) {
      entry.path("events").forEach(events::add);
    }
    return new Journal(List.copyOf(events));
  }

  List<JsonNode> ofType(String type) {
    return events.stream().filter(e -> e.path("type").asText().equals(type)).toList();
  }

  /** The weights that phases of a kind were entered with. */
  List<Integer> weights(String phase) {
    return ofType("phase-entered").stream().filter(e -> e.path("phase").asText().equals(phase)).map(e -> e.path("weight").asInt()).toList();
  }

  /** The phases that the latest rollout went through. */
  List<String> phasesOfLatest() {
    int from = events.lastIndexOf(ofType("rollout-started").getLast());
    return new Journal(events.subList(from, events.size())).ofType("phase-entered").stream().map(e -> e.path("phase").asText()).toList();
  }
}
