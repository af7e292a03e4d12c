package dev.slipway.adapters.yaml;

import java.util.Optional;

/**
 * A map with its place, whose keys are read one by one.
 *
 * @param map the map
 * @param path as {@code environments.staging}, empty at the top
 * @param headAt where its key stands
 * @param problems where faults are noted
 */
record Section(Node.Mapping map, String path, Position headAt, Problems problems) {

  Optional<Value> value(String key) {
    return map.find(key).map(e -> new Value(e.value(), NodePlace.join(path, key), e.keyAt(), problems));
  }

  Optional<Section> section(String key, String example) {
    return value(key).flatMap(v -> v.section(example));
  }

  /** The map under a key, with nothing noted when something else stands there. */
  Optional<Section> sectionIfMap(String key) {
    return value(key).filter(v -> v.node() instanceof Node.Mapping).flatMap(v -> v.section(""));
  }
}
