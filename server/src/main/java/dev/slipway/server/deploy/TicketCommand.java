package dev.slipway.server.deploy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks a command of the user's whether a ticket is one. The ticket is a variable of it and never part of what a shell reads. */
final class TicketCommand {
  static final int TIMEOUT_SECONDS = 30;

  private static final int KILL_AFTER_SECONDS = 2;
  private static final int MOST_TOLD = 300;
  private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private TicketCommand() {}

  /** Why it is none; empty when it is. */
  static Optional<String> refuses(String command, Path folder, Map<String, String> variables) {
    try {
      Path said = Files.createTempFile("slipway-ticket", ".txt");
      try {
        return run(command, folder, variables, said);
      } finally {
        Files.deleteIfExists(said);
      }
    } catch (IOException e) {
      return Optional.of("it cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("the server ends");
    }
  }

  private static Optional<String> run(String command, Path folder, Map<String, String> variables, Path said)
      throws IOException, InterruptedException {
    List<String> words = List.of(
        "timeout", "--kill-after=" + KILL_AFTER_SECONDS, Integer.toString(TIMEOUT_SECONDS), "/bin/sh", "-c", command);
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile()).redirectInput(new File("/dev/null"))
        .redirectErrorStream(true).redirectOutput(said.toFile());
    String path = builder.environment().getOrDefault("PATH", USUAL_PATH);
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().putAll(variables);
    Process process = builder.start();
    if (!process.waitFor(TIMEOUT_SECONDS + 2 * KILL_AFTER_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return Optional.of("it does not end");
    }
    int status = process.exitValue();
    String why = status == 124 || status == 137 ? "it took longer than " + TIMEOUT_SECONDS + " s" : "it ended with status " + status;
    return status == 0 ? Optional.empty() : Optional.of(why + told(said));
  }

  private static String told(Path said) throws IOException {
    try (var in = Files.newInputStream(said)) {
      String text = new String(in.readNBytes(MOST_TOLD), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ").strip();
      return text.isEmpty() ? "" : ": " + text;
    }
  }
}
