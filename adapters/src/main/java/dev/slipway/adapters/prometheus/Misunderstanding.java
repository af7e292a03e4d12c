package dev.slipway.adapters.prometheus;

/** An expression that cannot be asked as it is written; says why, with a code. */
final class Misunderstanding extends Exception {
  private static final long serialVersionUID = 1L;
  private final String why;

  Misunderstanding(String why) {
    super(why);
    this.why = why;
  }

  String why() {
    return why;
  }
}
