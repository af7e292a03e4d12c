package dev.slipway.simulator.rehearsal;

/** ln k!, by Stirling's series with its first tails from a table. */
final class LnFactorial {
  private static final double LN_ROOT_2_PI = 0.9189385332046727;
  private static final double[] STIRLING_TAIL = {
    0.0810614667953273, 0.0413406959554093, 0.0276779256849983, 0.0207906721037651, 0.0166446911898212, 0.0138761288230707,
    0.0118967099458918, 0.0104112652619721, 0.00925546218271273, 0.00833056343336287
  };

  private LnFactorial() {}

  /** Of a whole number, at least 0. */
  static double of(double k) {
    double next = k + 1;
    double square = next * next;
    double tail = k < STIRLING_TAIL.length ? STIRLING_TAIL[(int) k] : (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / next;
    return (k + 0.5) * Math.log(next) - next + LN_ROOT_2_PI + tail;
  }
}
