package dev.slipway.core.analysis.evidence;

import java.util.SplittableRandom;

/** Seeded chance for tests of the statistics. */
final class Draws {
  private final SplittableRandom random;

  Draws(long seed) {
    random = new SplittableRandom(seed);
  }

  /** How many of {@code trials} come true with this chance each. */
  long binomial(long trials, double chance) {
    long hits = 0;
    double lnMiss = Math.log1p(-chance);
    for (double at = skip(lnMiss); at < trials; at += 1 + skip(lnMiss)) {
      hits++;
    }
    return hits;
  }

  private double skip(double lnMiss) {
    return Math.floor(Math.log(1 - random.nextDouble()) / lnMiss);
  }

  boolean chance(double chance) {
    return random.nextDouble() < chance;
  }
}
