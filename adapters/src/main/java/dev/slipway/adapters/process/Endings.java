package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.Signal;

/** How a life ended, in words. */
final class Endings {
  private Endings() {}

  static String how(Found found, InstanceLog log) {
    String how = found.exit().map(Endings::how).orElse("exit code unknown");
    String words = log.lastWords();
    String said = words.isEmpty() ? "it wrote nothing" : "last line of its log: " + words;
    return "ended: " + how + "; " + said;
  }

  private static String how(Exit exit) {
    return exit.outOfMemory() ? "killed by the kernel for want of memory (exit code " + exit.code() + ")" : Signal.ofExitCode(exit.code());
  }
}
