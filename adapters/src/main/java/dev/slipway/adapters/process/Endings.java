package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.Signal;

/** How a life ended, in words. */
final class Endings {
  private Endings() {}

  static String how(Found found, InstanceLog log) {
    String how = found.exitCode().isPresent() ? Signal.ofExitCode(found.exitCode().getAsInt()) : "exit code unknown";
    String words = log.lastWords();
    String said = words.isEmpty() ? "it wrote nothing" : "last line of its log: " + words;
    return "ended: " + how + "; " + said;
  }
}
