package dev.slipway.release.settings;

import dev.slipway.release.ReleaseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A map of the configuration with its place, whose keys are read one by one. The first fault ends the reading.
 *
 * @param values text, truth, lists and maps
 * @param path as {@code release.changelog}
 * @param place where a path stands, as {@code slipway.yaml:3:5}
 */
record Block(Map<String, Object> values, String path, Function<String, String> place) {

  /** Refuses keys that nobody reads. */
  Block only(String... keys) {
    for (String key : values.keySet()) {
      if (!List.of(keys).contains(key)) {
        throw fault("SLW-1020", at(key), "is no key here; there are " + String.join(", ", keys));
      }
    }
    return this;
  }

  Optional<String> text(String key) {
    Object value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && !text.isBlank()) {
      return Optional.of(text);
    }
    throw wrong(key, "needs text");
  }

  /** Text that has to be of a form. */
  <T> Optional<T> text(String key, Function<String, Optional<T>> reader, String form) {
    return text(key).map(text -> reader.apply(text).orElseThrow(() -> wrong(key, "is \"" + text + "\"; " + form)));
  }

  boolean truth(String key, boolean fallback) {
    Object value = values.get(key);
    if (value == null) {
      return fallback;
    }
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw wrong(key, "is true or false");
  }

  Optional<Block> map(String key) {
    Object value = values.get(key);
    return value == null ? Optional.empty() : Optional.of(block(value, at(key)));
  }

  /** The maps under a key of names. */
  Map<String, Block> maps() {
    Map<String, Block> all = new LinkedHashMap<>();
    values.forEach((name, value) -> all.put(name, block(value, at(name))));
    return all;
  }

  /** A list, or the one value that stands for a list of one. */
  Optional<List<String>> texts(String key) {
    return items(key).map(items -> {
      List<String> texts = new ArrayList<>();
      for (Object item : items) {
        if (!(item instanceof String text) || text.isBlank()) {
          throw wrong(key, "is a list of text");
        }
        texts.add(text);
      }
      return texts;
    });
  }

  Optional<List<Object>> items(String key) {
    Object value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    return Optional.of(value instanceof List<?> list ? new ArrayList<>(list) : List.of(value));
  }

  /** A map inside a list. */
  Block item(String key, int index, Object value) {
    return block(value, at(key) + "[" + index + "]");
  }

  private Block block(Object value, String where) {
    if (!(value instanceof Map<?, ?> map)) {
      throw fault("SLW-1021", where, "is a map of keys and values");
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, inside) -> copy.put(String.valueOf(key), inside == null ? "" : inside));
    return new Block(copy, where, place);
  }

  String at(String key) {
    return path + "." + key;
  }

  ReleaseException wrong(String key, String what) {
    return fault("SLW-1021", at(key), what);
  }

  private ReleaseException fault(String code, String where, String what) {
    return ReleaseException.wrongUse(code + " " + place.apply(where) + ": " + where + " " + what + ". Nothing was changed");
  }
}
