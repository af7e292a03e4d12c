package dev.slipway.adapters.prometheus;

/** What a source cannot be asked for want of: a file that is missing, empty, open to others or not what it should be. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private final String why;

  Refusal(String code, String why) {
    super(why);
    this.why = code + " " + why + ". Traffic stays as it is until it can be asked.";
  }

  /** A sentence with its code; nothing secret is in it. */
  String why() {
    return why;
  }
}
