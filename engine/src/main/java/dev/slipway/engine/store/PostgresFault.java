package dev.slipway.engine.store;

import dev.slipway.engine.store.StoreException.Code;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an error of PostgreSQL's means for the one who reads it. Codes: postgresql.org/docs/current/errcodes-appendix.html. */
final class PostgresFault {
  private static final int DEEPEST = 10;
  private static final String HOLDS =
      ". What is in force stays in force; candidates that fail are taken out at the router, and slipway emergency works";
  private static final Set<Code> UNREACHABLE = Set.of(
      Code.AWAY, Code.NOBODY_THERE, Code.NOT_SIGNED_IN, Code.STANDBY, Code.CROWDED, Code.NO_DATABASE);

  private PostgresFault() {}

  static StoreException of(PostgresAddress address, Exception e) {
    @Nullable SQLException cause = cause(e, SQLException.class);
    Code code = cause == null ? Code.REFUSED : code(cause);
    String what = address + ": " + (cause == null ? e : cause).getMessage();
    return new StoreException(code, said(code, what), e);
  }

  /** There is no password to show. */
  static StoreException notSignedIn(PostgresAddress address, RuntimeException why) {
    return new StoreException(Code.NOT_SIGNED_IN, said(Code.NOT_SIGNED_IN, address + ": " + why.getMessage()), why);
  }

  /** Whether nothing can be had from the database until it is reached anew. */
  static boolean away(StoreException e) {
    return UNREACHABLE.stream().anyMatch(c -> c.text().equals(e.code()));
  }

  private static Code code(SQLException e) {
    boolean nobody = cause(e, ConnectException.class) != null || cause(e, UnknownHostException.class) != null;
    return nobody ? Code.NOBODY_THERE : code(e.getSQLState() == null ? "" : e.getSQLState());
  }

  static Code code(String state) {
    return switch (state) {
      case "25006" -> Code.STANDBY;
      case "25P03", "57P01", "57P02", "57P03", "57P05" -> Code.AWAY;
      case "3D000" -> Code.NO_DATABASE;
      case "42501" -> Code.NOT_ALLOWED;
      case "53100" -> Code.DATABASE_FULL;
      case "53300" -> Code.CROWDED;
      case "40001", "40P01", "55P03", "57014" -> Code.HELD_UP;
      case "42P01", "42703", "3F000" -> Code.FOREIGN;
      case "XX001", "XX002" -> Code.CORRUPT;
      default -> state.startsWith("08") ? Code.AWAY : state.startsWith("28") ? Code.NOT_SIGNED_IN : Code.REFUSED;
    };
  }

  private static <T extends Throwable> @Nullable T cause(@Nullable Throwable e, Class<T> type) {
    @Nullable Throwable at = e;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
      at = at.getCause();
    }
    return null;
  }

  private static String said(Code code, String what) {
    return switch (code) {
      case AWAY -> "the database went away or does not answer in time: " + what + HOLDS
          + ". Whether what was just being written is kept is found out when it is back; until then it is asked again every second";
      case NOBODY_THERE -> "nothing listens where the database should be: " + what + HOLDS
          + ". Start the database, or look at its address and the network";
      case NOT_SIGNED_IN -> "the database does not let this user in: " + what + HOLDS
          + ". Look at the password (PGPASSFILE or SLIPWAY_DATABASE_PASSWORD_FILE) and at the database's pg_hba.conf";
      case DATABASE_FULL -> "the disk of the database is full: " + what + ". Nothing was committed" + HOLDS + ". Make room there";
      case STANDBY -> "the database takes no writes, for it is a standby or was made read-only: " + what + ". Nothing was committed" + HOLDS
          + ". Name the hosts of all its servers, and the one that takes writes is used";
      case HELD_UP -> "the database was held up and did not do it in time: " + what + ". Nothing was committed; traffic stays as it is. "
          + "It is tried again; should it go on, look at pg_stat_activity for who holds a lock";
      case CROWDED -> "the database has no room for one more connection: " + what + HOLDS
          + ". A server takes up to four: raise max_connections there, or end what holds them";
      case NOT_ALLOWED -> "this user may not do what Slipway needs in the database: " + what
          + ". Nothing was committed; traffic stays as it is. As its owner: create schema slipway authorization USER";
      case NO_DATABASE -> "there is no such database: " + what + HOLDS + ". Make it: createdb --owner USER DATABASE";
      case FOREIGN -> "the tables in the database are not those of a store of Slipway's: " + what
          + ". Nothing was committed; traffic stays as it is. Restore a backup; slipway emergency still works";
      case CORRUPT -> "the database is damaged: " + what + ". Nothing was committed; traffic stays as it is. "
          + "Restore a backup; slipway emergency still works";
      case HELD, NEWER, FULL, READ_ONLY, FAILED, BUSY, CANNOT_OPEN, CLOSED, ADDRESS, REFUSED, OCCUPIED ->
          "the database refused: " + what + ". Nothing was committed; traffic stays as it is. See the log of the database";
    };
  }
}
