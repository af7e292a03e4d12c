package dev.slipway.simulator.scenario;

/** A seeded source of choices (SplitMix64: Steele, Lea, Flood, OOPSLA 2014): the same seed gives the same run on every machine. */
public final class Dice {
  private long state;

  public Dice(long seed) {
    this.state = seed;
  }

  private long next() {
    state += 0x9e3779b97f4a7c15L;
    long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** From {@code low} up to and including {@code high}. */
  public int between(int low, int high) {
    return low + (int) Long.remainderUnsigned(next(), high - low + 1L);
  }

  /** From 0 up to 1, without 1. */
  public double share() {
    return (next() >>> 11) * 0x1p-53;
  }

  /** How many of so many come true, with this chance each. */
  public long binomial(long trials, double chance) {
    if (chance <= 0 || chance >= 1) {
      return chance <= 0 ? 0 : trials;
    }
    double lnMiss = StrictMath.log1p(-chance);
    long hits = 0;
    for (double at = skip(lnMiss); at < trials; at += 1 + skip(lnMiss)) {
      hits++;
    }
    return hits;
  }

  private double skip(double lnMiss) {
    return Math.floor(StrictMath.log(1 - share()) / lnMiss);
  }

  /** True in so many of a hundred cases. */
  public boolean percent(int chance) {
    return between(1, 100) <= chance;
  }

  /** One of these. */
  @SafeVarargs
  public final <T> T pick(T... choices) {
    return choices[between(0, choices.length - 1)];
  }
}
