package dev.slipway.gates.look;

/** How much there is, and how much of it was run. */
final class Covered {
  double lines;
  double linesCovered;
  double branches;
  double branchesCovered;

  void add(Covered other) {
    lines += other.lines;
    linesCovered += other.linesCovered;
    branches += other.branches;
    branchesCovered += other.branchesCovered;
  }
}
