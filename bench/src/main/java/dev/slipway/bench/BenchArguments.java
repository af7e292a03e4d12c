package dev.slipway.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code --NAME VALUE} pairs of one benchmark; {@code --json} is understood by all and is how they always print. */
final class BenchArguments {
  private static final int WRONG_USE = 2;

  private final Map<String, String> values;

  private BenchArguments(Map<String, String> values) {
    this.values = values;
  }

  /** Reads them; anything unknown ends the program with status 2. */
  static BenchArguments parse(String[] arguments, String... known) {
    Set<String> names = Set.of(known);
    Map<String, String> values = new HashMap<>();
    List<String> rest = List.of(arguments);
    for (int i = 0; i < rest.size(); i++) {
      String name = rest.get(i);
      if (name.equals("--json")) {
        continue;
      }
      if (!names.contains(name) || i + 1 == rest.size()) {
        System.err.println("SLW-6901 " + name + " is not understood or lacks its value. Nothing was run. Known: --json, "
            + String.join(", ", known));
        System.exit(WRONG_USE);
      }
      values.put(name, rest.get(++i));
    }
    return new BenchArguments(values);
  }

  String text(String name, String fallback) {
    return values.getOrDefault(name, fallback);
  }

  int number(String name, int fallback) {
    return Integer.parseInt(text(name, Integer.toString(fallback)));
  }

  long seed() {
    return Long.parseLong(text("--seed", Long.toString(System.nanoTime() & 0xFFFF_FFFFL)));
  }
}
