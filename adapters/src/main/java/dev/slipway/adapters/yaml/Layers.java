package dev.slipway.adapters.yaml;

import java.util.List;
import java.util.Optional;

/**
 * Maps under the same key: what an environment says, over what is said for the whole service. The first that has a key wins.
 *
 * @param sections in order of precedence
 */
record Layers(List<Section> sections) {
  Layers {
    sections = List.copyOf(sections);
  }

  /** The value that holds. */
  Optional<Value> value(String key) {
    return values(key).stream().findFirst();
  }

  /** All that is written under a key. */
  List<Value> values(String key) {
    return sections.stream().flatMap(s -> s.value(key).stream()).toList();
  }

  /** The maps under a key of these; what is no map there is left to the caller. */
  Layers under(String key) {
    return new Layers(sections.stream().flatMap(s -> s.sectionIfMap(key).stream()).toList());
  }
}
