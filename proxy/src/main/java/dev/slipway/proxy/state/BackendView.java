package dev.slipway.proxy.state;

/** A backend as somebody outside sees it: whether it may still be claimed, and how many requests hold it. */
public record BackendView(String id, String release, int inflight, boolean draining) {
  public boolean drained() {
    return draining && inflight == 0;
  }

  BackendView plus(BackendView other) {
    return new BackendView(id, release, inflight + other.inflight, draining && other.draining);
  }
}
