package dev.slipway.adapters.haproxy;

import dev.slipway.adapters.haproxy.Reading.Server;
import dev.slipway.core.traffic.TargetSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * How long leaving instances have had to finish. Nothing is cut here: an instance whose time is over no longer counts as busy, so it is
 * told to stop, and ends what is left in its own way, as a WebSocket with a close frame. Who begins to look later, as after a restart,
 * lets it run longer.
 */
final class DrainLimit {
  private final LongSupplier nanoClock;
  private final Map<String, Long> sinceNanos = new HashMap<>();

  DrainLimit(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** The servers whose time is over, by {@code BACKEND/NAME}. */
  synchronized Set<String> over(View view, Names names) {
    Duration drain = view.recorded().settings().map(TargetSettings::drain).orElse(Duration.ZERO);
    Map<String, Recorded.Standing> wanted = view.recorded().servers(names);
    Set<String> over = new HashSet<>();
    for (Map.Entry<String, Server> entry : view.reading().servers().entrySet()) {
      String key = view.node().address() + " " + entry.getKey();
      Recorded.Standing standing = wanted.get(entry.getKey());
      boolean leaves = standing == null || standing.draining();
      if (!leaves || view.reading().sessions(entry.getValue()) == 0) {
        sinceNanos.remove(key);
      } else if (nanoClock.getAsLong() - sinceNanos.computeIfAbsent(key, k -> nanoClock.getAsLong()) >= drain.toNanos()) {
        over.add(entry.getKey());
      }
    }
    return over;
  }
}
