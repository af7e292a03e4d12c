package dev.slipway.proxy.state;

/** An order that was not carried out, and changed nothing; its code is stable, its message is for people. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final Code code;

  public Refusal(Code code, String message) {
    super(message);
    this.code = code;
  }

  public Refusal(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  /** Why an order was refused, as the admin socket spells it. */
  public enum Code {
    STALE_EPOCH("stale-epoch"),
    STALE_GENERATION("stale-generation"),
    PORT_TAKEN("port-taken"),
    INVALID_TABLE("invalid-table"),
    TLS_UNREADABLE("tls-unreadable"),
    OVERRIDE_ACTIVE("override-active"),
    NO_STABLE("no-stable"),
    UNKNOWN_TARGET("unknown-target"),
    INVALID_REQUEST("invalid-request"),
    CANNOT_HAND_OVER("cannot-hand-over"),
    HANDED_OVER("handed-over"),
    IO("io"),
    INTERNAL("internal");

    private final String spelling;

    Code(String spelling) {
      this.spelling = spelling;
    }

    public String spelling() {
      return spelling;
    }
  }
}
