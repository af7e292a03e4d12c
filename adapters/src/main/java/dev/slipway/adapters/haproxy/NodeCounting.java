package dev.slipway.adapters.haproxy;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What one HAProxy counted. Its request lines are the source, and its totals are what they are held against: when lines are missing
 * there is no count rather than a wrong one, and counting begins anew. Without a ring in its configuration only the totals are left.
 */
final class NodeCounting {
  private static final Duration LINES_COME_WITHIN = Duration.ofSeconds(1);
  private static final long POLL_MILLIS = 2;
  private static final int LOOKS = 3;

  private final RuntimeApi api;
  private final Names names;
  private final LongSupplier nanoClock;
  private Optional<RequestLog> log = Optional.empty();
  private Optional<StatCounts> stats = Optional.empty();
  private String boot = "";
  private long before;
  private long pid;

  NodeCounting(RuntimeApi api, Names names, LongSupplier nanoClock) {
    this.api = api;
    this.names = names;
    this.nanoClock = nanoClock;
  }

  /**
   * Begins to count if it does not; nothing is known of what was before. A process that was reloaded is let go of, for it does not end
   * while it is read.
   *
   * @param serving the process that serves now
   */
  synchronized void attach(long serving) {
    boolean counts = log.filter(l -> !l.ended()).isPresent() || (stats.isPresent() && log.isEmpty());
    if (!counts || serving != pid) {
      begin();
    }
  }

  private void begin() {
    log.ifPresent(RequestLog::close);
    log = Optional.empty();
    try {
      boolean ring = api.ask("show events").lines().anyMatch(l -> l.strip().startsWith(Names.ring()));
      log = ring ? Optional.of(RequestLog.follow(api, names)) : Optional.empty();
      Reading now = Reading.parse(api.ask(Reading.command(Optional.empty())), names);
      before = routed(now);
      pid = now.pid();
      stats = Optional.of(new StatCounts(names));
      boot = now.pid() + "-" + Long.toString(nanoClock.getAsLong(), Character.MAX_RADIX);
    } catch (IOException e) {
      // It is away: whoever reads it tells so, and the next look begins again.
      stats = Optional.empty();
    }
  }

  /** Takes what the totals say now, under the slots as they are now. */
  synchronized void sample(View view) {
    stats.ifPresent(s -> s.sample(view));
  }

  synchronized TrafficCounts counts(View view) {
    attach(view.reading().pid());
    sample(view);
    if (log.isEmpty()) {
      return new TrafficCounts(boot, stats.map(s -> s.counts(view)).orElse(Map.of()));
    }
    RequestLog now = log.get();
    if (!complete(now, view.reading())) {
      begin();
      throw new OutsideException(
          "SLW-4170", "not every request that HAProxy at " + api.address() + " answered was told in its ring " + Names.ring()
              + ": nothing is judged from what is known by halves, and counting begins anew. Traffic goes on as before. "
              + "If it happens again, make the ring larger, or see that its log-format is Slipway's");
    }
    Map<ReleaseId, ReleaseCounts> counts = new HashMap<>(now.counts());
    view.recorded().slots().forEach((release, slot) -> {
      long inflight = view.reading().number(names.backend(slot) + "/BACKEND", "scur");
      ReleaseCounts c = counts.get(release);
      if (c != null) {
        counts.put(release, new ReleaseCounts(c.requests(), c.errors(), c.connectFailures(), inflight, c.latency()));
      }
    });
    return new TrafficCounts(boot, counts);
  }

  /** Whether as many lines came as requests had ended by the totals. A line may take a moment; the totals are not of one instant either. */
  private boolean complete(RequestLog followed, Reading seen) {
    Reading reading = seen;
    for (int look = 0; look < LOOKS; look++) {
      long wanted = routed(reading) - before;
      long deadlineNanos = nanoClock.getAsLong() + LINES_COME_WITHIN.toNanos() / LOOKS;
      while (followed.lines() < wanted && !followed.ended() && nanoClock.getAsLong() - deadlineNanos < 0) {
        pause();
      }
      if (followed.lines() >= wanted) {
        return true;
      }
      try {
        reading = Reading.parse(api.ask(Reading.command(Optional.empty())), names);
      } catch (IOException e) {
        throw View.unreachable(api.address(), e);
      }
    }
    return false;
  }

  /** Requests of users that ended at a backend of the target, by the totals: those of the preview address are told in no line. */
  private long routed(Reading reading) {
    long all = ended(reading, names.nothing() + "/BACKEND") - ended(reading, names.previewFrontend() + "/FRONTEND");
    for (String slot : Names.SLOTS) {
      all += ended(reading, names.backend(slot) + "/BACKEND");
    }
    return all;
  }

  private static long ended(Reading reading, String row) {
    return StatCounts.ended(reading, row);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutsideException("SLW-4161", "interrupted while HAProxy was read", e);
    }
  }
}
