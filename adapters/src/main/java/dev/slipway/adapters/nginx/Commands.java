package dev.slipway.adapters.nginx;

import dev.slipway.core.spi.OutsideException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands, each within a time. */
final class Commands {
  private static final int MOST_CHARS = 1_000_000;
  private final Path said;

  /**
   * A runner.
   *
   * @param said file for what the last command said: a pipe would stay open in a daemon that a command leaves behind
   */
  Commands(Path said) {
    this.said = said;
  }

  /** How a command ended and what it said, on both streams. */
  record Ended(int exit, String said) {
    /** The lines that matter to a person, on one line. */
    String brief() {
      List<String> lines = said.lines().filter(l -> !l.isBlank() && !l.contains("test failed")).map(String::strip).toList();
      String all = String.join("; ", lines.subList(0, Math.min(3, lines.size())));
      return all.isEmpty() ? "exit code " + exit : all;
    }
  }

  /** The words of a command as a person wrote it. */
  static List<String> words(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command.strip().split("\\s+")));
    words.addAll(List.of(more));
    return words;
  }

  /** Runs it to its end; one that takes longer is killed. */
  Ended run(List<String> command, Duration limit) {
    try {
      Process process = new ProcessBuilder(command).redirectInput(new File("/dev/null")).redirectErrorStream(true)
          .redirectOutput(said.toFile()).start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new OutsideException("SLW-4202", "\"" + String.join(" ", command) + "\" did not end within " + limit.toSeconds()
            + " s and was killed. Traffic stays as it is");
      }
      String all = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
      return new Ended(process.exitValue(), all.substring(0, Math.min(all.length(), MOST_CHARS)));
    } catch (IOException e) {
      throw new OutsideException("SLW-4201", "\"" + command.getFirst() + "\" cannot be run: " + e.getMessage()
          + ". Traffic stays as it is. Install nginx (on Debian: nginx-light), or name it as router: { nginx: { command: … } }", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutsideException("SLW-4218", "interrupted while \"" + command.getFirst() + "\" ran. Traffic stays as it is", e);
    }
  }
}
