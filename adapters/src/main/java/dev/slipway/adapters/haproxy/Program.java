package dev.slipway.adapters.haproxy;

import dev.slipway.core.spi.OutsideException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * HAProxy as it is installed.
 *
 * @param folder where a file may be made for a moment
 */
record Program(Path folder) {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Path USUAL = Path.of("/usr/sbin/haproxy");

  /** Debian keeps it where only root's PATH leads. */
  static String name() {
    Stream<Path> path = Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
        .map(p -> Path.of(p, "haproxy"));
    return path.anyMatch(Files::isExecutable) || !Files.isExecutable(USUAL) ? "haproxy" : USUAL.toString();
  }

  /** Refuses a configuration that it would not start with. */
  void check(Path configuration, Path backends) throws IOException {
    Output output = run(List.of(name(), "-c", "-f", configuration.toString(), "-f", backends.toString()));
    if (output.code() != 0) {
      throw new OutsideException(
          "SLW-4158", "HAProxy does not take its configuration " + configuration + ": " + alerts(output.text())
              + ". Nothing was changed; traffic goes on as before");
    }
  }

  /** Lets a process close its addresses, finish what it has and end. */
  void leave(long pid) throws IOException {
    Output output = run(List.of("kill", "-USR1", Long.toString(pid)));
    if (output.code() != 0) {
      throw new IOException("process " + pid + " was not told to end: " + output.text().strip());
    }
  }

  private record Output(int code, String text) {}

  private Output run(List<String> command) throws IOException {
    Path said = Files.createTempFile(folder, "said", ".txt");
    try {
      Process process = new ProcessBuilder(command).redirectInput(new File("/dev/null")).redirectErrorStream(true)
          .redirectOutput(said.toFile()).start();
      if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IOException(command.getFirst() + " did not end within " + TIMEOUT.toSeconds() + " s");
      }
      return new Output(process.exitValue(), Files.readString(said));
    } catch (InterruptedException e) {
      throw OwnProcess.interrupted(e);
    } finally {
      Files.deleteIfExists(said);
    }
  }

  /** What HAProxy complains of, without what it says of itself. */
  private static String alerts(String said) {
    String alerts = String.join(" ", said.lines().filter(l -> !l.startsWith("[NOTICE]")).map(String::strip).toList());
    return alerts.isEmpty() ? said.strip() : alerts;
  }
}
