package dev.slipway.distribution;

import java.io.IOException;
import java.nio.file.Path;

/** The run from which a start-up cache is made: the hot paths of one kind of process, once, on a folder of its own. */
public final class StartUpTraining {
  private StartUpTraining() {}

  /**
   * Runs the hot paths and ends the JVM, which then writes the cache.
   *
   * @param args cli, release, server or proxy; an empty folder to work in
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[1]);
    switch (args[0]) {
      case "cli" -> CommandLineTraining.run(folder);
      case "release" -> CommandLineTraining.releases(folder);
      case "server" -> ServerTraining.run(folder);
      case "proxy" -> ProxyTraining.run(folder);
      default -> throw new IllegalArgumentException("there is no training for " + args[0] + "; there are cli, release, server and proxy");
    }
    // Ends what the process under training left running; a clean end is what makes the JVM write the cache.
    System.exit(0);
  }
}
