package dev.slipway.simulator;

import java.util.List;

/**
 * What a run came to.
 *
 * @param seed what replays it
 * @param rollouts how many ended in it
 * @param turns how often a loop turned
 * @param boundaries how many places there were at which a server could have been interrupted
 * @param millis virtual time it took
 * @param violations what did not hold
 * @param trace what happened, when that was asked for; the last of it when that is much
 */
public record Result(long seed, int rollouts, int turns, int boundaries, long millis, List<Violation> violations, List<String> trace) {
  /** Whether every invariant held. */
  public boolean good() {
    return violations.isEmpty();
  }

  /** The command that shows the run again. */
  public String replay() {
    return "bench/run simulate --seed " + seed + " --trace";
  }
}
