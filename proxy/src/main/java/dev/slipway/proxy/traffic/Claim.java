package dev.slipway.proxy.traffic;

import org.jspecify.annotations.Nullable;

/** A request's hold on a backend, from the moment the table was read until the backend is done with it. */
public abstract class Claim {
  // Links of the backend's own list: a claim is made and given back for every request, and neither should allocate.
  @Nullable Claim previous;
  @Nullable Claim next;

  /** The backend's drain deadline has passed: end what is still open. Gives the claim back. */
  public abstract void cut();
}
