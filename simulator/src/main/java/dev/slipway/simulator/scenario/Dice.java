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
