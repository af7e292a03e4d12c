package dev.slipway.server.front;

import java.util.HashMap;
import java.util.Map;

/** How many are in, together and from each address. */
public final class Crowd {
  private final int most;
  private final int mostEach;
  private final Map<String, Integer> each = new HashMap<>();
  private int all;

  /**
   * Nobody yet.
   *
   * @param most at once
   * @param mostEach at once from one address
   */
  public Crowd(int most, int mostEach) {
    this.most = most;
    this.mostEach = mostEach;
  }

  /** Lets one more in, if there is room. */
  public synchronized boolean enter(String address) {
    int here = each.getOrDefault(address, 0);
    if (all >= most || here >= mostEach) {
      return false;
    }
    all++;
    each.put(address, here + 1);
    return true;
  }

  /** One has left. */
  public synchronized void leave(String address) {
    all--;
    each.computeIfPresent(address, (a, n) -> n > 1 ? n - 1 : null);
  }
}
