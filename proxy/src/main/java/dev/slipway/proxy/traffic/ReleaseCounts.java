package dev.slipway.proxy.traffic;

import dev.slipway.core.traffic.LatencyHistogram;

/** A snapshot of what was counted of one release since the process started; {@link ReleaseCounters} says what each number means. */
public record ReleaseCounts(
    long requests,
    long status1xx,
    long status2xx,
    long status3xx,
    long status4xx,
    long status5xx,
    long connectFailures,
    long retries,
    long aborted,
    long inflight,
    LatencyHistogram latency) {

  /** Without what was in flight. */
  ReleaseCounts ended() {
    return new ReleaseCounts(
        requests, status1xx, status2xx, status3xx, status4xx, status5xx, connectFailures, retries, aborted, 0, latency);
  }

  /** What two event loops counted, together. */
  public ReleaseCounts plus(ReleaseCounts other) {
    return new ReleaseCounts(
        requests + other.requests,
        status1xx + other.status1xx,
        status2xx + other.status2xx,
        status3xx + other.status3xx,
        status4xx + other.status4xx,
        status5xx + other.status5xx,
        connectFailures + other.connectFailures,
        retries + other.retries,
        aborted + other.aborted,
        inflight + other.inflight,
        latency.plus(other.latency));
  }
}
