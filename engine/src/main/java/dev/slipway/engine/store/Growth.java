package dev.slipway.engine.store;

import dev.slipway.core.objective.Followed;
import dev.slipway.core.objective.Tallied;
import dev.slipway.engine.store.ServiceLevels.Counters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came to a router's counters since they were seen last. Who looked before may have been another server, a moment later than this one:
 * what is a little less than before is old, what is much less was started anew.
 *
 * @param seen to be remembered for the next look
 * @param byIndicator what is new
 */
record Growth(Memory seen, Map<String, Tallied> byIndicator) {

  /**
   * What is remembered of a router.
   *
   * @param before the boot before this one: what is told of it now is old
   * @param followed beside the router, how far metrics were followed, by indicator; absent while none was
   */
  record Memory(String before, Counters counters, Optional<Map<String, Followed>> followed) {
    static final Memory NOTHING = new Memory("", new Counters("", Map.of()), Optional.empty());
  }

  /** Compares. The first look ever counts nothing: nobody knows since when the counters ran. */
  static Growth of(Memory last, Counters now) {
    if (now.boot().equals(last.before()) && !now.boot().isEmpty()) {
      return new Growth(last, Map.of());
    }
    boolean first = last.counters().boot().isEmpty();
    boolean sameBoot = now.boot().equals(last.counters().boot());
    Map<String, Tallied> grown = new HashMap<>();
    Map<String, Map<String, Tallied>> seen = new HashMap<>();
    now.releases().forEach((release, indicators) -> {
      Map<String, Tallied> old = sameBoot ? last.counters().releases().getOrDefault(release, Map.of()) : Map.of();
      boolean known = sameBoot && last.counters().releases().containsKey(release);
      Map<String, Tallied> kept = new HashMap<>();
      indicators.forEach((indicator, is) -> {
        Tallied was = old.getOrDefault(indicator, known ? is : Tallied.NONE);
        Tallied more = first ? Tallied.NONE : more(was, is);
        if (more.total() > 0) {
          grown.merge(indicator, more, Tallied::plus);
        }
        kept.put(indicator, stale(was, is) ? was : is);
      });
      seen.put(release, kept);
    });
    String before = first || sameBoot ? last.before() : last.counters().boot();
    return new Growth(new Memory(before, new Counters(now.boot(), seen), last.followed()), grown);
  }

  private static boolean anew(Tallied was, Tallied is) {
    return is.total() < was.total() / 2;
  }

  private static boolean stale(Tallied was, Tallied is) {
    return !anew(was, is) && (is.total() < was.total() || is.bad() < was.bad());
  }

  private static Tallied more(Tallied was, Tallied is) {
    if (anew(was, is)) {
      return is;
    }
    if (stale(was, is)) {
      return Tallied.NONE;
    }
    long total = is.total() - was.total();
    return new Tallied(total, Math.min(total, is.bad() - was.bad()));
  }
}
