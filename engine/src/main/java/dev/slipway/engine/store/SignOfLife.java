package dev.slipway.engine.store;

import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * By what other servers see that the process which took a lease is over. Every connection of a process shares one lock of the database,
 * under a number of its own, and the database lets go of it when the last of them has ended, however it ended: a process that is killed is
 * known to be gone at once. One that stands still, or whose network is cut without a word, keeps it, and its leases end by time alone.
 */
final class SignOfLife {
  /** A number that no other process has; whole in any number of JSON or SQL. Two that met would only have to wait for a lease's end. */
  private static final String CHOSEN = "select (random() * 9007199254740992)::bigint";

  private OptionalLong number = OptionalLong.empty();

  /** A new connection gives it as well, for as long as it lasts. */
  void give(Handle connection) {
    long shared = chosen(connection);
    boolean unused = connection.createQuery("select pg_advisory_lock_shared(:number)").bind("number", shared).map((row, c) -> true).one();
  }

  private synchronized long chosen(Handle connection) {
    if (number.isEmpty()) {
      number = OptionalLong.of(connection.createQuery(CHOSEN).mapTo(Long.class).one());
    }
    return number.getAsLong();
  }

  /** By which number it is known; there is one once anything was asked of the database. */
  synchronized long number() {
    return number.orElseThrow();
  }

  /**
   * Whether nobody gives one any more, in SQL. A database that was started since a lease was renewed has lost everybody's connections,
   * which says nothing about anybody. Who asks at the same moment as another may be told a moment too late.
   *
   * @param life the column with the number; null where the lease was taken by a version that gave none
   * @param own the number of this process, whose locks are not in its own way, in SQL
   * @param renewed when the lease was last renewed, in SQL
   */
  static String gone(String life, String own, String renewed) {
    return "case when " + life + " is null or " + life + " = " + own + " or " + renewed + " <= pg_postmaster_start_time() then false "
        + "else pg_try_advisory_xact_lock(" + life + ") end";
  }
}
