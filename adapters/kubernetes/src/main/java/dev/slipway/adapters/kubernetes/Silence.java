package dev.slipway.adapters.kubernetes;

import dev.slipway.core.spi.OutsideException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How long a cluster has not told of a namespace: watches end now and then and are opened again at once. */
final class Silence {
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long NEVER = Long.MIN_VALUE;

  private final Cluster cluster;
  private final String namespace;
  private final LongSupplier nanoClock;
  private volatile long sinceNanos = NEVER;

  Silence(Cluster cluster, String namespace, LongSupplier nanoClock) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.nanoClock = nanoClock;
  }

  /** Refuses to take what is known for true once it may be old. */
  void check(boolean live) {
    if (live) {
      sinceNanos = NEVER;
      return;
    }
    long now = nanoClock.getAsLong();
    if (sinceNanos == NEVER) {
      sinceNanos = now;
    }
    if (now - sinceNanos > MOST_NANOS) {
      throw new OutsideException("SLW-3201", cluster.said() + " has not told of namespace " + namespace + " for "
          + TimeUnit.NANOSECONDS.toSeconds(now - sinceNanos) + " s. Pods and Services go on as they are; it is asked again all the time");
    }
  }
}
