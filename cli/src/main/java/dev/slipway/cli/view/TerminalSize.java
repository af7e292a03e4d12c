package dev.slipway.cli.view;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How large the terminal is, as {@code stty} says. */
record TerminalSize(int rows, int columns) {
  private static final long MOST_WAIT_MILLIS = 300;

  /** Asks; nothing where nobody can say. */
  static Optional<TerminalSize> ask() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      if (!stty.waitFor(MOST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        stty.destroyForcibly();
        return Optional.empty();
      }
      return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
    } catch (IOException e) {
      // No stty and no terminal: the picture is drawn whole.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  static Optional<TerminalSize> parse(String said) {
    String[] words = said.split(" ");
    boolean sound = words.length == 2 && words[0].matches("[1-9][0-9]{0,4}") && words[1].matches("[1-9][0-9]{0,4}");
    return sound ? Optional.of(new TerminalSize(Integer.parseInt(words[0]), Integer.parseInt(words[1]))) : Optional.empty();
  }
}
