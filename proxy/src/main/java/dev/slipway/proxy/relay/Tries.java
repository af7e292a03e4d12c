package dev.slipway.proxy.relay;

import dev.slipway.proxy.traffic.Backend;
import dev.slipway.proxy.traffic.Tried;
import java.util.ArrayList;
import java.util.List;

/** The backends that one request was given to so far: three at most, then its client is told. */
final class Tries implements Tried {
  private static final int MAX_TRIES = 3;

  private final List<Backend> tried = new ArrayList<>(MAX_TRIES);

  void add(Backend backend) {
    tried.add(backend);
  }

  boolean areLeft() {
    return tried.size() < MAX_TRIES;
  }

  @Override
  public boolean hasTried(Backend backend) {
    return tried.contains(backend);
  }
}
