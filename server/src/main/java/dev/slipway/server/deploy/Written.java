package dev.slipway.server.deploy;

import dev.slipway.core.config.Difference;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.EnvironmentKeys;
import dev.slipway.core.rollout.WrittenAs;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How an environment is written, for the journal, and in what that differs from the deploy before. */
final class Written {
  private static final int MOST_CHANGES = 100;
  private static final int MOST_CHARACTERS = 200;

  private Written() {}

  static WrittenAs of(EnvironmentConfig environment, Optional<WrittenAs> before) {
    SortedMap<String, String> keys = EnvironmentKeys.of(environment);
    List<Difference> all = before.map(b -> Difference.of(new TreeMap<>(b.keys()), keys, Optional.empty())).orElse(List.of());
    return new WrittenAs(keys, all.stream().limit(MOST_CHANGES).map(Written::words).toList());
  }

  private static String words(Difference d) {
    return d.key() + ": " + d.one().map(Written::brief).orElse("nothing") + " → " + d.other().map(Written::brief).orElse("nothing");
  }

  private static String brief(String value) {
    return value.length() <= MOST_CHARACTERS ? value : value.substring(0, MOST_CHARACTERS) + "…";
  }
}
