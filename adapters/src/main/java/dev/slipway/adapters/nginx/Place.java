package dev.slipway.adapters.nginx;

import java.nio.file.Path;

/**
 * Where one target's files are.
 *
 * @param folder of Slipway's own files about it
 * @param live the file that nginx reads
 * @param own whether it is the whole configuration of an nginx that Slipway starts
 * @param counts access log that nginx writes and Slipway counts by, one line a request
 */
record Place(Path folder, Path live, boolean own, Path counts) {
  /** An nginx of our own lives in the target's folder in the state folder. */
  static Place own(Path home) {
    return new Place(home, home.resolve("nginx.conf"), true, home.resolve("counts.log"));
  }

  /** Beside a team's include file, in a folder that no pattern like {@code *.conf} matches, for every server that writes that file. */
  static Place include(Path include, Path home) {
    return new Place(include.resolveSibling(".slipway-" + include.getFileName()), include, false, home.resolve("counts.log"));
  }

  /** Held while anything here changes. */
  Path lock() {
    return folder.resolve("lock");
  }

  /** What was last written to the live file. */
  Path current() {
    return folder.resolve("current");
  }

  /** What was there before it. */
  Path previous() {
    return folder.resolve("previous");
  }

  /** The highest epoch, also of a target that was removed. */
  Path epoch() {
    return folder.resolve("epoch");
  }

  /** What is checked before it is written. */
  Path candidate() {
    return folder.resolve("candidate.conf");
  }

  /** When nginx was last reloaded. */
  Path reloads() {
    return folder.resolve("reloads");
  }

  /** What the certificate and key were that nginx read last. */
  Path certificate() {
    return folder.resolve("certificate");
  }

  /** What the last command said. */
  Path said() {
    return folder.resolve("command.log");
  }
}
