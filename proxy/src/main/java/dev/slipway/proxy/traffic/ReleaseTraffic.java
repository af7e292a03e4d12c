package dev.slipway.proxy.traffic;

import java.util.Optional;

/** One release's part of a target's traffic under one table: its weight, and the backends that may be claimed. */
public final class ReleaseTraffic {
  private final String name;
  private final int weight;
  private final Backend[] ready;
  private final ReleaseCounters counters;
  private int nextBackend;
  // The running balance of smooth weighted round robin; see Routing.byWeight.
  int balance;

  ReleaseTraffic(String name, int weight, Backend[] ready, ReleaseCounters counters) {
    this.name = name;
    this.weight = weight;
    this.ready = ready;
    this.counters = counters;
  }

  /** The same backends, counted elsewhere. */
  ReleaseTraffic countedBy(ReleaseCounters others) {
    return new ReleaseTraffic(name, weight, ready, others);
  }

  public String name() {
    return name;
  }

  public int weight() {
    return weight;
  }

  public ReleaseCounters counters() {
    return counters;
  }

  public boolean hasReady() {
    return ready.length > 0;
  }

  /** The next backend in turn that this request has not failed at; one that lately failed only if no other is left. */
  public Optional<Backend> pick(Tried request, long nowNanos) {
    Optional<Backend> lastResort = Optional.empty();
    for (int i = 0; i < ready.length; i++) {
      Backend backend = ready[nextBackend];
      nextBackend = nextBackend + 1 == ready.length ? 0 : nextBackend + 1;
      if (request.hasTried(backend)) {
        continue;
      }
      if (!backend.isPassedOver(nowNanos)) {
        return Optional.of(backend);
      }
      if (lastResort.isEmpty()) {
        lastResort = Optional.of(backend);
      }
    }
    return lastResort;
  }
}
