package dev.slipway.adapters.docker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One mapping of a compose file, whose scalars have their variables put in. What is not written is empty. */
record ComposeNode(ComposeFile file, Map<?, ?> values) {
  /** A mapping, or an empty one where something else stands. */
  static ComposeNode of(ComposeFile file, Optional<?> value) {
    return new ComposeNode(file, value.isPresent() && value.get() instanceof Map<?, ?> m ? m : Map.of());
  }

  Optional<String> text(String key) {
    return raw(key).flatMap(file::text);
  }

  ComposeNode node(String key) {
    return of(file, raw(key));
  }

  List<?> list(String key) {
    return raw(key).isPresent() && raw(key).get() instanceof List<?> list ? list : List.of();
  }

  boolean yes(String key) {
    return text(key).filter("true"::equals).isPresent();
  }

  Set<String> keys() {
    return values.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
  }

  /** What compose takes as {@code name: value} as well as in a list of {@code name=value}. */
  Map<String, String> pairs(String key) {
    Map<String, String> all = new TreeMap<>();
    node(key).keys().forEach(name -> all.put(name, node(key).text(name).orElse("")));
    for (Object each : list(key)) {
      String[] parts = file.text(each).orElse("").split("=", 2);
      all.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    return all;
  }

  private Optional<Object> raw(String key) {
    return Optional.ofNullable(values.get(key));
  }
}
