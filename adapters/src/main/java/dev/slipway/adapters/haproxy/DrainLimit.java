package dev.slipway.adapters.haproxy;

import dev.slipway.adapters.haproxy.Reading.Server;
import dev.slipway.core.traffic.TargetSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Ends what an instance still serves when the time to drain is over. Who begins to look later, as after a restart, lets it run longer. */
final class DrainLimit {
  private final LongSupplier nanoClock;
  private final Map<String, Long> sinceNanos = new HashMap<>();

  DrainLimit(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  synchronized void cut(View view, Names names) {
    Duration drain = view.recorded().settings().map(TargetSettings::drain).orElse(Duration.ZERO);
    Map<String, Recorded.Standing> wanted = view.recorded().servers(names);
    for (Map.Entry<String, Server> entry : view.reading().servers().entrySet()) {
      String key = view.node().address() + " " + entry.getKey();
      Recorded.Standing standing = wanted.get(entry.getKey());
      boolean leaves = view.recorded().generation() > 0 && entry.getValue().draining() && (standing == null || standing.draining())
          && Names.instance(entry.getValue().name()).isPresent();
      if (!leaves || view.reading().sessions(entry.getValue()) == 0) {
        sinceNanos.remove(key);
      } else if (nanoClock.getAsLong() - sinceNanos.computeIfAbsent(key, k -> nanoClock.getAsLong()) >= drain.toNanos()) {
        try {
          view.node().cut(entry.getKey());
        } catch (IOException e) {
          throw View.unreachable(view.node().address(), e);
        }
      }
    }
  }
}
