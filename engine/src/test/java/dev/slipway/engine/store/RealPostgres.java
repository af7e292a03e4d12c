package dev.slipway.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Debian's PostgreSQL on a port and in a folder of its own, with fsync on; run as the user postgres where the tests run as root. */
public final class RealPostgres implements AutoCloseable {
  private static final String PASSWORD = "a password of tests: p@ss w:rd\\";
  private static final long READY_TIMEOUT_MILLIS = 30_000;

  private final Path folder;
  private final int port;
  private final UnaryOperator<List<String>> where;
  private final String host;

  private RealPostgres(Path folder, int port, UnaryOperator<List<String>> where, String host) {
    this.folder = folder;
    this.port = port;
    this.where = where;
    this.host = host;
  }

  /** Makes one and starts it; it has a database and a user of the name slipway. */
  public static RealPostgres start() {
    return start(UnaryOperator.identity(), "127.0.0.1");
  }

  /** The same elsewhere: {@code where} makes of a command one that runs there, {@code host} reaches it from here. */
  public static RealPostgres start(UnaryOperator<List<String>> where, String host) {
    PostgresPrograms.assumeInstalled();
    try {
      Path folder = Files.createTempDirectory("slipway-postgres");
      PostgresPrograms.initialise(folder, PASSWORD);
      RealPostgres postgres = new RealPostgres(folder, PostgresPrograms.freePort(), where, host);
      postgres.startAgain();
      postgres.asOwner("postgres", "create role slipway login password '" + PASSWORD + "'", "create database slipway owner slipway");
      return postgres;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts it where it was stopped, and waits until it takes connections. */
  public void startAgain() {
    PostgresPrograms.run(where, folder, "pg_ctl", "-D", "data", "-l", "log", "-w", "-t", "30", "-o",
        "-p " + port + " -k " + folder + " -c listen_addresses=" + (host.equals("127.0.0.1") ? host : "*")
            + " -c fsync=on -c max_connections=40", "start");
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_TIMEOUT_MILLIS);
    while (!answers()) {
      if (System.nanoTime() > deadlineNanos) {
        throw new IllegalStateException("PostgreSQL does not get ready: " + folder.resolve("log"));
      }
    }
  }

  private boolean answers() {
    try (Connection c = connect("postgres", "postgres")) {
      return c.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Ends it at once, as a crash of it would. */
  public void crash() {
    PostgresPrograms.run(folder, "pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop");
  }

  /** It crashes and comes back as a standby, which takes no writes. */
  public void becomeStandby() {
    crash();
    PostgresPrograms.run(folder, "/usr/bin/touch", "data/standby.signal");
    startAgain();
  }

  /** A standby becomes the one that takes writes. */
  public void promote() {
    PostgresPrograms.run(folder, "pg_ctl", "-D", "data", "-w", "promote");
  }

  /** Lets all of its processes stand still, so that connections stay and nothing is answered, or go on. */
  public void freeze(boolean still) {
    PostgresPrograms.signal(folder, still ? "-STOP" : "-CONT");
  }

  /** Where a store may be made that shares nothing with those in other schemas. */
  public PostgresAddress address(String schema) {
    return new PostgresAddress("127.0.0.1:" + port, "slipway", "slipway", schema, Map.of());
  }

  /** The same, reached in another way, over a network that is nobody else's. */
  public PostgresAddress addressAt(String otherHost, String schema) {
    return new PostgresAddress(otherHost + ":" + port, "slipway", "slipway", schema, Map.of("sslmode", "disable"));
  }

  /** What the user slipway shows. */
  public Supplier<Optional<String>> password() {
    return () -> Optional.of(PASSWORD);
  }

  /** Where its log and its data are. */
  public Path folder() {
    return folder;
  }

  /** Runs statements as the database's owner. */
  public void sql(String... statements) {
    asOwner("slipway", statements);
  }

  private void asOwner(String database, String... statements) {
    try (Connection c = connect(database, "postgres"); Statement s = c.createStatement()) {
      for (String each : statements) {
        s.execute(each);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection beside those of a store. */
  public Connection connect(String database, String user) throws SQLException {
    return DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/" + database, user, PASSWORD);
  }

  @Override
  public void close() {
    try {
      crash();
    } catch (IllegalStateException e) {
      System.err.println("PostgreSQL had ended before: " + e.getMessage());
    }
    PostgresPrograms.plain(Path.of("/"), List.of("rm", "-rf", folder.toString()));
  }
}
