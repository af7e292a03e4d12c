package dev.slipway.bench.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.Driver;

/** Debian's newest PostgreSQL in a folder and on a port of its own, with fsync on; run as the user postgres where this runs as root. */
public final class PostgresProcess implements AutoCloseable {
  private static final Path INSTALLATIONS = Path.of("/usr/lib/postgresql");
  private static final long MOST_SECONDS = 60;
  private static final String PASSWORD = "of a benchmark";

  private final Path folder;
  private final Path programs;
  private final int port = Ports.free();
  private Optional<Connection> asking = Optional.empty();

  private PostgresProcess(Path folder, Path programs) {
    this.folder = folder;
    this.programs = programs;
  }

  /** Makes one with an empty database and starts it; the password of its user goes into a file of the workspace. */
  static PostgresProcess start(Workspace workspace) {
    try {
      PostgresProcess postgres = new PostgresProcess(Files.createTempDirectory("slw-pg-"), newest());
      Files.writeString(postgres.passwordFile(), PASSWORD + "\n");
      Files.setPosixFilePermissions(postgres.passwordFile(), PosixFilePermissions.fromString("rw-------"));
      Files.writeString(postgres.folder.resolve("initial"), PASSWORD + "\n");
      if (root()) {
        postgres.plain(List.of("chown", "-R", "postgres:", postgres.folder.toString()));
        postgres.plain(List.of("chown", "root:", postgres.passwordFile().toString()));
        postgres.plain(List.of("chmod", "711", postgres.folder.toString()));
      }
      postgres.run("initdb", "-D", "data", "--username=slipway", "--pwfile=initial", "--auth=scram-sha-256", "--encoding=UTF8",
          "--locale=C.UTF-8");
      postgres.run("pg_ctl", "-D", "data", "-l", "log", "-w", "-t", "30", "-o", "-p " + postgres.port + " -k " + postgres.folder
          + " -c listen_addresses=127.0.0.1 -c fsync=on", "start");
      postgres.sql("create database slipway");
      return postgres;
    } catch (IOException e) {
      throw new RigException("PostgreSQL could not be started for " + workspace.folder(), e);
    }
  }

  private static Path newest() throws IOException {
    try (Stream<Path> versions = Files.isDirectory(INSTALLATIONS) ? Files.list(INSTALLATIONS) : Stream.empty()) {
      return versions.map(v -> v.resolve("bin")).filter(b -> Files.isExecutable(b.resolve("initdb"))).max(Comparator.naturalOrder())
          .orElseThrow(() -> new RigException("there is no PostgreSQL in " + INSTALLATIONS + ". Install: apt-get install postgresql"));
    }
  }

  private static boolean root() {
    return System.getProperty("user.name").equals("root");
  }

  /** Where a server finds its database. */
  public String url() {
    return "postgresql://slipway@127.0.0.1:" + port + "/slipway";
  }

  /** What its user shows. */
  public Path passwordFile() {
    return folder.resolve("password");
  }

  /** The first row of a query, as texts. On one connection: a new process for each would take the processor from what is measured. */
  synchronized List<String> row(String query) {
    try {
      if (asking.isEmpty()) {
        asking = Optional.of(connect());
      }
      try (Statement statement = asking.get().createStatement(); ResultSet rows = statement.executeQuery(query)) {
        if (!rows.next()) {
          throw new RigException("nothing is found by: " + query);
        }
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          row.add(rows.getString(column));
        }
        return row;
      }
    } catch (SQLException e) {
      throw new RigException(query, e);
    }
  }

  /** The distribution's one jar does not tell which drivers are in it. */
  private Connection connect() throws SQLException {
    Properties user = new Properties();
    user.setProperty("user", "slipway");
    user.setProperty("password", PASSWORD);
    return Objects.requireNonNull(new Driver().connect("jdbc:postgresql://127.0.0.1:" + port + "/slipway", user));
  }

  private void sql(String statement) {
    plain(List.of("env", "PGPASSWORD=" + PASSWORD, programs.resolve("psql").toString(), "-X", "-h", "127.0.0.1", "-p",
        Integer.toString(port), "-U", "slipway", "-d", "postgres", "-c", statement));
  }

  private void run(String name, String... arguments) {
    List<String> command = new ArrayList<>(root() ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
        : List.of());
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    plain(command);
  }

  private void plain(List<String> command) {
    try {
      Path out = Files.createTempFile("slw-pg", ".out");
      Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(out.toFile())
          .start();
      boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
      String said = Files.readString(out);
      Files.delete(out);
      if (!ended || process.exitValue() != 0) {
        throw new RigException(command + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(command.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigException("interrupted", e);
    }
  }

  /** Ends it and removes its folder. */
  @Override
  public void close() {
    run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop");
    plain(List.of("sh", "-c", "cd / && rm -rf '" + folder + "'"));
  }
}
