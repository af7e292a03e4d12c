package dev.slipway.gates.look;

/** Numbers with their nouns. */
final class Counted {
  private Counted() {}

  /** {@code 1 file}, {@code 2 files}. */
  static String of(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}
