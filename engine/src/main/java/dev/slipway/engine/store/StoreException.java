package dev.slipway.engine.store;

import dev.slipway.core.spi.OutsideException;
import java.util.Set;

/** The store could not do what was asked. Nothing was committed unless it says so; traffic stays as it is. */
public class StoreException extends OutsideException {
  private static final long serialVersionUID = 1L;
  private static final Set<String> PASSING = Set.of(
      Code.AWAY.text(), Code.NOBODY_THERE.text(), Code.STANDBY.text(), Code.HELD_UP.text(), Code.CROWDED.text(), Code.DATABASE_FULL.text());

  StoreException(Code code, String message) {
    super(code.text(), message);
  }

  StoreException(Code code, String message, Throwable cause) {
    super(code.text(), message, cause);
  }

  /** The same, met once more. */
  StoreException(StoreException before) {
    super(before.code(), before.said(), before);
  }

  /** Whether the disk failed, so that nobody knows what it holds: only a new process may ask it again. */
  public boolean endsTheProcess() {
    return code().equals(Code.FAILED.text());
  }

  /** Whether it may be over without anybody changing anything here: a database that is away, or has no room for one more. */
  public boolean passes() {
    return PASSING.contains(code());
  }

  /** The stable codes of the store. */
  enum Code {
    /** Another process has it open. */
    HELD("SLW-5001"),
    /** A newer Slipway has written it. */
    NEWER("SLW-5002"),
    /** It is no store of Slipway's. */
    FOREIGN("SLW-5003"),
    /** Its content is damaged. */
    CORRUPT("SLW-5004"),
    /** No room on the disk. */
    FULL("SLW-5005"),
    /** It may not be written. */
    READ_ONLY("SLW-5006"),
    /** The disk failed; nothing is written until it is opened again. */
    FAILED("SLW-5007"),
    /** Somebody else keeps it busy. */
    BUSY("SLW-5008"),
    /** It cannot be opened. */
    CANNOT_OPEN("SLW-5009"),
    /** It was closed. */
    CLOSED("SLW-5013"),
    /** The database went away, or does not answer in time. */
    AWAY("SLW-5031"),
    /** Nothing listens where the database should be. */
    NOBODY_THERE("SLW-5032"),
    /** The database does not let this user in. */
    NOT_SIGNED_IN("SLW-5033"),
    /** The disk of the database is full. */
    DATABASE_FULL("SLW-5034"),
    /** The database takes no writes: a standby, or one that was told so. */
    STANDBY("SLW-5035"),
    /** Somebody else holds it up, or it is too slow. */
    HELD_UP("SLW-5036"),
    /** It has no room for one more connection. */
    CROWDED("SLW-5037"),
    /** This user may not do there what Slipway needs. */
    NOT_ALLOWED("SLW-5038"),
    /** There is no such database. */
    NO_DATABASE("SLW-5039"),
    /** Its address is none. */
    ADDRESS("SLW-5040"),
    /** It refused for a reason of its own. */
    REFUSED("SLW-5041"),
    /** Something is there already where a state was to be put. */
    OCCUPIED("SLW-5042");

    private final String text;

    Code(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }
}
