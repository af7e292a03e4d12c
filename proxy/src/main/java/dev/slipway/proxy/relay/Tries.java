package dev.slipway.proxy.relay;

import dev.slipway.proxy.traffic.Backend;
import dev.slipway.proxy.traffic.Tried;

/** The backends that one request was given to so far: three at most, then its client is told. */
final class Tries implements Tried {
  private static final int MAX_TRIES = 3;

  private final Backend[] tried = new Backend[MAX_TRIES];
  private int count;

  void add(Backend backend) {
    tried[count++] = backend;
  }

  boolean areLeft() {
    return count < MAX_TRIES;
  }

  @Override
  public boolean hasTried(Backend backend) {
    for (int i = 0; i < count; i++) {
      if (tried[i] == backend) {
        return true;
      }
    }
    return false;
  }
}
