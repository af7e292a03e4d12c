package dev.slipway.bench.audit;

import dev.slipway.bench.rig.Ports;
import dev.slipway.engine.store.PostgresAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A PostgreSQL in a folder and on a port of its own, with fsync on. As root it is run as the user postgres, for it refuses root. */
public final class OwnPostgres implements AutoCloseable {
  private static final Path INSTALLATIONS = Path.of("/usr/lib/postgresql");
  private static final String PASSWORD = "of a benchmark";
  private static final int TIMEOUT_SECONDS = 60;

  private final Path programs;
  private final Path folder;
  private final int port = Ports.free();

  private OwnPostgres(Path programs, Path folder) {
    this.programs = programs;
    this.folder = folder;
  }

  /** Makes one and starts it; empty where none is installed. */
  public static Optional<OwnPostgres> start() throws IOException {
    Optional<Path> programs;
    try (Stream<Path> versions = Files.isDirectory(INSTALLATIONS) ? Files.list(INSTALLATIONS) : Stream.empty()) {
      programs = versions.map(v -> v.resolve("bin")).filter(b -> Files.isExecutable(b.resolve("initdb"))).max(Comparator.naturalOrder());
    }
    if (programs.isEmpty()) {
      return Optional.empty();
    }
    OwnPostgres postgres = new OwnPostgres(programs.get(), Files.createTempDirectory("slipway-postgres"));
    postgres.make();
    return Optional.of(postgres);
  }

  private void make() throws IOException {
    Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    if (root()) {
      run(List.of("chown", "-R", "postgres:", folder.toString()));
    }
    program("initdb", "-D", "data", "--username=slipway", "--pwfile=password", "--auth=scram-sha-256",
        "--encoding=UTF8", "--locale=C.UTF-8");
    program("pg_ctl", "-D", "data", "-l", "log", "-w", "-t", "30", "-o",
        "-p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1 -c fsync=on", "start");
  }

  /** Where a store may be made. */
  public PostgresAddress address() {
    return new PostgresAddress("127.0.0.1:" + port, "postgres", "slipway", "slipway", Map.of());
  }

  /** What lets it in. */
  public Supplier<Optional<String>> password() {
    return () -> Optional.of(PASSWORD);
  }

  private static boolean root() {
    return System.getProperty("user.name").equals("root");
  }

  private void program(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (root()) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try {
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(command + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command + " was interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    program("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop");
    run(List.of("rm", "-rf", folder.toString()));
  }
}
