package dev.slipway.proxy.traffic;

/** What one request already knows of backends. */
public interface Tried {
  /** Whether this request already failed at that backend. */
  boolean hasTried(Backend backend);
}
