package dev.slipway.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The browser of whoever sits in front of this machine. */
public final class WebBrowser {
  private static final long FAILS_WITHIN_MILLIS = 1_500;

  private final String command;

  private WebBrowser(String command) {
    this.command = command;
  }

  /** The one there is: none over ssh, and none without a screen. */
  public static Optional<WebBrowser> of(Map<String, String> environment) {
    boolean elsewhere = set(environment, "SSH_CONNECTION") || set(environment, "SSH_TTY");
    boolean screen = set(environment, "DISPLAY") || set(environment, "WAYLAND_DISPLAY");
    Optional<String> named = Optional.ofNullable(environment.get("BROWSER")).filter(b -> !b.isBlank());
    Optional<String> usual = Optional.of("xdg-open").filter(c -> screen && onPath(environment, c));
    return elsewhere ? Optional.empty() : named.or(() -> usual).map(WebBrowser::new);
  }

  private static boolean set(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }

  private static boolean onPath(Map<String, String> environment, String command) {
    return Stream.of(environment.getOrDefault("PATH", "").split(":")).filter(p -> !p.isEmpty())
        .anyMatch(p -> Files.isExecutable(Path.of(p).resolve(command)));
  }

  /** Shows an address; whether that may have worked. */
  boolean show(String url) {
    try {
      Process process = new ProcessBuilder(List.of(command, url))
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      // Some browsers stay until their window is closed.
      return !process.waitFor(FAILS_WITHIN_MILLIS, TimeUnit.MILLISECONDS) || process.exitValue() == 0;
    } catch (IOException e) {
      return false; // The person is shown another way.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
