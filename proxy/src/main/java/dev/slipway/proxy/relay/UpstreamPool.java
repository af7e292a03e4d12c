package dev.slipway.proxy.relay;

import dev.slipway.proxy.traffic.Backend;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** One event loop's open connections to backends that wait for a next request; the one used last is taken first. */
final class UpstreamPool {
  private static final int MAX_KEPT_PER_BACKEND = 512;
  private static final long MAX_IDLE_NANOS = 30_000_000_000L;
  /** After this long the backend may have closed it unseen, which a request that must not be sent twice cannot risk. */
  private static final long KNOWN_ALIVE_NANOS = 1_000_000_000L;

  private final Map<Backend, ArrayDeque<Upstream>> kept = new IdentityHashMap<>();

  /**
   * A kept connection, if there is one that will do.
   *
   * @param onlyFresh whether only one that was in use a moment ago will do
   */
  Optional<Upstream> take(Backend backend, long nowNanos, boolean onlyFresh) {
    ArrayDeque<Upstream> connections = kept.get(backend);
    if (connections == null) {
      return Optional.empty();
    }
    for (Upstream each = connections.peekLast(); each != null; each = connections.peekLast()) {
      if (onlyFresh && nowNanos - each.idleSinceNanos() > KNOWN_ALIVE_NANOS) {
        return Optional.empty();
      }
      connections.removeLast();
      if (each.isOpen()) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  void keep(Upstream upstream, long nowNanos) {
    ArrayDeque<Upstream> connections = kept.computeIfAbsent(upstream.backend(), _ -> new ArrayDeque<>());
    if (connections.size() >= MAX_KEPT_PER_BACKEND) {
      upstream.close();
      return;
    }
    upstream.idleSince(nowNanos);
    connections.addLast(upstream);
  }

  /** A kept connection was closed by its backend. */
  void forget(Upstream upstream) {
    ArrayDeque<Upstream> connections = kept.get(upstream.backend());
    if (connections != null) {
      connections.remove(upstream);
    }
  }

  /** Closes what waited too long, and everything to backends that take no more requests. */
  void sweep(long nowNanos) {
    for (Iterator<Map.Entry<Backend, ArrayDeque<Upstream>>> all = kept.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Backend, ArrayDeque<Upstream>> each = all.next();
      ArrayDeque<Upstream> connections = each.getValue();
      boolean keeping = each.getKey().isWorthKeeping();
      while (!connections.isEmpty() && (!keeping || nowNanos - connections.peekFirst().idleSinceNanos() > MAX_IDLE_NANOS)) {
        connections.removeFirst().close();
      }
      if (each.getKey().isGone()) {
        all.remove();
      }
    }
  }
}
