package dev.slipway.server.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.release.Release;
import dev.slipway.engine.codec.CoreJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What is configured otherwise in a candidate than in stable: names alone, for a value may be a secret. A pure function. */
public final class ReleaseChanges {
  private static final int MOST_TOLD = 50;

  private ReleaseChanges() {}

  /** In words, in order of names. */
  public static List<String> of(Optional<Release> stable, Release candidate) {
    TreeMap<String, String> before = new TreeMap<>();
    TreeMap<String, String> after = new TreeMap<>();
    stable.ifPresent(s -> gather("", CoreJson.mapper().valueToTree(s.run()), before));
    gather("", CoreJson.mapper().valueToTree(candidate.run()), after);
    List<String> changes = new ArrayList<>();
    if (stable.isEmpty()) {
      return changes;
    }
    after.forEach((name, value) -> {
      if (!before.containsKey(name)) {
        changes.add(name + " is new");
      } else if (!before.get(name).equals(value)) {
        changes.add(name + " is another");
      }
    });
    before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(name -> changes.add(name + " is gone"));
    return List.copyOf(changes.subList(0, Math.min(MOST_TOLD, changes.size())));
  }

  private static void gather(String path, JsonNode node, TreeMap<String, String> found) {
    if (!node.isObject()) {
      found.put(path, node.toString());
      return;
    }
    node.properties().forEach(e -> gather(path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), found));
  }
}
