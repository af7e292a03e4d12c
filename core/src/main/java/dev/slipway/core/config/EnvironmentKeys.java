package dev.slipway.core.config;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that is said of an environment, as one flat list of keys and values: whatever an environment comes to have is in it without
 * anybody thinking of it. Keys are those of slipway.yaml where they have one; secrets are references there, and so they are here.
 */
public final class EnvironmentKeys {
  private static final Map<String, String> WRITTEN = Map.ofEntries(
      Map.entry("instances", "replicas"), Map.entry("environment", "env"), Map.entry("memory-limit-bytes", "memory"),
      Map.entry("settings", ""), Map.entry("policy", ""), Map.entry("expectations", ""), Map.entry("guard", ""),
      Map.entry("triggers", "rollback-when"), Map.entry("validation", "validate"), Map.entry("approvals", "approve"),
      Map.entry("running", "freeze.running"), Map.entry("receivers", "notify"));
  /** What names an environment, and what is said of comparing, are not compared. */
  private static final List<String> LEFT_OUT = List.of("name", "parity");
  /** How a check is kept, of which its writing knows nothing. */
  private static final List<String> OF_A_CHECK = List.of("kind", "question");
  private static final int MOST_DEPTH = 20;

  private final SortedMap<String, String> keys = new TreeMap<>();

  private EnvironmentKeys() {}

  /** Of one environment; what is absent has no key. */
  public static SortedMap<String, String> of(EnvironmentConfig environment) {
    EnvironmentKeys all = new EnvironmentKeys();
    for (RecordComponent component : EnvironmentConfig.class.getRecordComponents()) {
      all.component("", environment, component, 0);
    }
    return all.keys;
  }

  private void component(String path, Object of, RecordComponent component, int depth) {
    String name = kebab(component.getName());
    if (depth <= 1 && LEFT_OUT.contains(name)) {
      return;
    }
    boolean ours = path.startsWith("validate[") && OF_A_CHECK.contains(name);
    String written = depth <= 1 ? WRITTEN.getOrDefault(name, name) : ours ? "" : name;
    value(join(path, written), read(of, component), depth + 1);
  }

  private void value(String path, Object value, int depth) {
    if (depth > MOST_DEPTH) {
      throw new IllegalStateException("a configuration of this depth is none: " + path);
    }
    switch (value) {
      case Optional<?> o -> o.ifPresent(v -> value(path, v, depth));
      case Map<?, ?> m -> m.forEach((k, v) -> value(join(path, k.toString()), v, depth + 1));
      case List<?> l -> list(path, l, depth);
      case Record r -> record(path, r, depth);
      case Duration d -> put(path, d.toString().replace("PT", "").toLowerCase(Locale.ROOT));
      case Enum<?> e -> put(path, word(e));
      case Object other -> put(path, other.toString());
    }
  }

  private void list(String path, List<?> items, int depth) {
    if (items.stream().allMatch(i -> i instanceof String || i instanceof Number || i instanceof Enum<?>)) {
      if (!items.isEmpty()) {
        put(path, String.join(", ", items.stream().map(i -> i instanceof Enum<?> e ? word(e) : i.toString()).toList()));
      }
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      String place = name(items.get(i)).map(n -> join(path, n)).orElse(path + "[" + (i + 1) + "]");
      value(place, items.get(i), depth + 1);
    }
  }

  private void record(String path, Record record, int depth) {
    boolean oneOfSeveral = Arrays.stream(record.getClass().getInterfaces()).anyMatch(Class::isSealed);
    if (oneOfSeveral) {
      put(path, kebab(record.getClass().getSimpleName()));
    }
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      component(path, record, component, depth);
    }
  }

  /** What tells an item of a list from the others, whatever its place. */
  private static Optional<String> name(Object item) {
    return item instanceof Record r ? Arrays.stream(r.getClass().getRecordComponents())
        .filter(c -> c.getName().equals("name") && c.getType() == String.class).findFirst()
        .map(c -> read(r, c).toString()) : Optional.empty();
  }

  private static Object read(Object of, RecordComponent component) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the components of a public record can be read: " + component, e);
    }
  }

  private void put(String path, String value) {
    keys.put(path, value);
  }

  private static String join(String path, String name) {
    return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
