package dev.slipway.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands as people would type them: each in a process of its own, shown with who typed it and what it said. */
final class Typed {
  private final Path folder;
  private final Path state;
  private final boolean quiet;

  /**
   * In a folder with a slipway.yaml.
   *
   * @param quiet whether nothing is shown
   */
  Typed(Path folder, Path state, boolean quiet) {
    this.folder = folder;
    this.state = state;
    this.quiet = quiet;
  }

  /** What came of a command. */
  record Came(int exit, String said) {}

  /**
   * Types one and waits for its end.
   *
   * @param who whose token it shows, from the file {@code WHO.token}; the server's own for {@code admin}
   */
  Came run(String who, String... words) throws IOException, InterruptedException {
    if (!quiet) {
      System.out.println("\n" + who + " $ slipway " + String.join(" ", words));
    }
    Came came = quietly(who, words);
    if (!quiet) {
      System.out.print(came.said().indent(2));
    }
    return came;
  }

  /** The same, shown to nobody. */
  Came quietly(String who, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(System.getProperty("slipway.launcher", "slipway")));
    command.addAll(List.of(words));
    ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    Map<String, String> environment = process.environment();
    environment.keySet().removeIf(name -> name.startsWith("SLIPWAY_") || name.startsWith("GITHUB_") || name.startsWith("CI_"));
    environment.put("SLIPWAY_STATE", state.toString());
    token(who).ifPresent(file -> environment.put("SLIPWAY_TOKEN_FILE", file.toString()));
    Process running = process.start();
    running.getOutputStream().close();
    String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Came(running.waitFor(), said);
  }

  private Optional<Path> token(String who) {
    return who.equals("admin") ? Optional.empty() : Optional.of(folder.resolve(who + ".token"));
  }
}
