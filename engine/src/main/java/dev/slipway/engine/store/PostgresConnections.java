package dev.slipway.engine.store;

import dev.slipway.engine.store.StoreException.Code;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.Driver;

/** How a PostgreSQL database is connected to. Nothing that is asked of it can hang for longer than the times here. */
final class PostgresConnections {
  private static final String CONNECT_TIMEOUT_SECONDS = "2";
  /** Longer than what the database itself ends first, so that its own words are heard wherever it still speaks. */
  private static final String SOCKET_TIMEOUT_SECONDS = "6";
  private static final int STATEMENT_TIMEOUT_MILLIS = 4_000;
  /** Longer than a server that was stopped in the middle of a transaction can hold the others up. */
  private static final int LOCK_TIMEOUT_MILLIS = 3_500;
  private static final int IDLE_IN_TRANSACTION_TIMEOUT_MILLIS = 2_500;

  private final PostgresAddress address;
  private final Supplier<Optional<String>> password;
  private final SignOfLife life = new SignOfLife();

  /**
   * For one database.
   *
   * @param password asked for at every connection, so that it can be changed; where there is none, the driver looks into the file that
   *     PGPASSFILE names
   */
  PostgresConnections(PostgresAddress address, Supplier<Optional<String>> password) {
    this.address = address;
    this.password = password;
  }

  /** What all connections made here give while they last. */
  SignOfLife life() {
    return life;
  }

  /** A new connection to a database that takes writes. Throws a {@link StoreException} where there is none. */
  Handle connect() {
    Optional<Handle> opened = Optional.empty();
    try {
      opened = Optional.of(Jdbi.create(this::driver).open());
      settle(opened.get());
      return opened.get();
    } catch (JdbiException e) {
      opened.ifPresent(Handle::close);
      throw PostgresFault.of(address, e);
    } catch (StoreException e) {
      opened.ifPresent(Handle::close);
      throw e;
    }
  }

  private Optional<String> secret() {
    try {
      return password.get();
    } catch (RuntimeException e) {
      throw PostgresFault.notSignedIn(address, e);
    }
  }

  private Connection driver() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    secret().ifPresent(p -> properties.setProperty("password", p));
    address.tls().forEach(properties::setProperty);
    properties.setProperty("ApplicationName", "slipway");
    properties.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
    properties.setProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    if (address.several()) {
      properties.setProperty("targetServerType", "primary");
    }
    Connection connection = new Driver().connect(address.jdbcUrl(), properties);
    if (connection == null) {
      throw new SQLException("the driver does not take " + address.jdbcUrl(), "08001");
    }
    return connection;
  }

  private void settle(Handle handle) {
    handle.execute("set statement_timeout = " + STATEMENT_TIMEOUT_MILLIS
        + "; set lock_timeout = " + LOCK_TIMEOUT_MILLIS
        + "; set idle_in_transaction_session_timeout = " + IDLE_IN_TRANSACTION_TIMEOUT_MILLIS
        + "; set search_path = " + address.schema());
    if (!setting(handle, "transaction_read_only").equals("off")) {
      throw PostgresFault.of(address, new SQLException("it is read-only", "25006"));
    }
    String encoding = setting(handle, "server_encoding");
    if (!encoding.equals("UTF8")) {
      throw new StoreException(Code.FOREIGN, "the database at " + address + " is encoded in " + encoding
          + ", which cannot hold every text. It was not changed. Make one in UTF8: createdb --encoding UTF8 --template template0 DATABASE");
    }
    keepWhatIsCommitted(handle);
    life.give(handle);
  }

  private static String setting(Handle handle, String name) {
    return handle.createQuery("select current_setting(:name)").bind("name", name).mapTo(String.class).one();
  }

  /** A commit that is acknowledged before it is on the disk is none: whatever waits for less is told to wait. */
  private static void keepWhatIsCommitted(Handle handle) {
    if (setting(handle, "synchronous_commit").equals("off")) {
      handle.execute("set synchronous_commit = on");
    }
  }
}
