package dev.slipway.adapters.yaml;

import java.util.List;
import java.util.Optional;

/** A piece of YAML with its place. */
sealed interface Node {
  /** Where it begins. */
  Position at();

  /** What it is, in words for a person: {@code a list}. */
  String kind();

  /** Keys with values, in the order written; every key is there once. */
  record Mapping(Position at, List<Entry> entries) implements Node {
    Optional<Entry> find(String key) {
      return entries.stream().filter(e -> e.key().equals(key)).findFirst();
    }

    @Override
    public String kind() {
      return "a map";
    }
  }

  /** One key and its value. */
  record Entry(String key, Position keyAt, Node value) {}

  /** A list. */
  record Sequence(Position at, List<Node> items) implements Node {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A single value, with its text as written (without quotes). */
  record Scalar(Position at, String text, Type type) implements Node {
    @Override
    public String kind() {
      return switch (type) {
        case TEXT -> "text";
        case WHOLE -> "a number";
        case DECIMAL -> "a fraction";
        case TRUTH -> "true or false";
        case NOTHING -> "nothing";
      };
    }
  }

  /** What a single value is by the core schema of YAML 1.2. */
  enum Type {
    TEXT,
    WHOLE,
    DECIMAL,
    TRUTH,
    NOTHING
  }
}
