package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The programs of Debian's newest PostgreSQL, run as the user postgres where the tests run as root, whom they refuse. */
final class PostgresPrograms {
  private static final Path INSTALLATIONS = Path.of("/usr/lib/postgresql");
  private static final long TIMEOUT_SECONDS = 60;

  private PostgresPrograms() {}

  /** Loud where it is skipped, and a failure where everything ought to be installed. */
  static void assumeInstalled() {
    if (folder().isEmpty()) {
      String message = "SKIPPED: the store was NOT tested against a real PostgreSQL, because none is in " + INSTALLATIONS
          + ". Install: apt-get install postgresql";
      System.err.println("=".repeat(100) + "\n" + message + "\n" + "=".repeat(100));
      assertNotEquals("true", System.getenv("CI"), message);
      Assumptions.abort(message);
    }
  }

  /** Where they are, if they are. */
  static Optional<Path> folder() {
    try (Stream<Path> versions = Files.isDirectory(INSTALLATIONS) ? Files.list(INSTALLATIONS) : Stream.empty()) {
      return versions.map(v -> v.resolve("bin")).filter(b -> Files.isExecutable(b.resolve("initdb"))).max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes the data folder, which lets in everybody who has the password. */
  static void initialise(Path folder, String password) throws IOException {
    Files.writeString(folder.resolve("password"), password + "\n");
    own(folder);
    run(folder, "initdb", "-D", "data", "--username=postgres", "--pwfile=password", "--auth=scram-sha-256", "--encoding=UTF8",
        "--locale=C.UTF-8");
    Files.writeString(folder.resolve("data/pg_hba.conf"), "host all all all scram-sha-256\n", StandardOpenOption.APPEND);
  }

  /** A port that nobody has. */
  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** Gives a folder to the user that runs them. */
  static void own(Path folder) {
    if (root()) {
      plain(Path.of("/"), List.of("chown", "-R", "postgres:", folder.toString()));
    }
  }

  private static boolean root() {
    return System.getProperty("user.name").equals("root");
  }

  /** Runs one to its end. */
  static void run(Path in, String name, String... arguments) {
    run(UnaryOperator.identity(), in, name, arguments);
  }

  /** The same elsewhere. */
  static void run(UnaryOperator<List<String>> where, Path in, String name, String... arguments) {
    List<String> command = new ArrayList<>();
    if (root()) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    command.add(folder().orElseThrow().resolve(name).toString());
    command.addAll(List.of(arguments));
    plain(in, where.apply(command));
  }

  /** Runs any program to its end. */
  static void plain(Path in, List<String> command) {
    try {
      Path out = Files.createTempFile("slipway-postgres", ".out");
      Process process = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
      boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      String said = Files.readString(out);
      Files.delete(out);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(command + ": " + said);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(command.toString(), e);
    }
  }

  /** Sends a signal to all processes of one. */
  static void signal(Path folder, String name) {
    try {
      long pid = Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst());
      ProcessHandle main = ProcessHandle.of(pid).orElseThrow();
      List<String> command = new ArrayList<>(List.of("kill", name, Long.toString(main.pid())));
      main.descendants().forEach(p -> command.add(Long.toString(p.pid())));
      plain(folder, command);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
