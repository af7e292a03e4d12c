package dev.slipway.validation.ask;

/** A request got no whole answer; the message says why. */
public final class NoAnswer extends Exception {
  private static final long serialVersionUID = 1L;

  NoAnswer(String why, Throwable cause) {
    super(why, cause);
  }

  NoAnswer(String why) {
    super(why);
  }

  /** Why there is none. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
