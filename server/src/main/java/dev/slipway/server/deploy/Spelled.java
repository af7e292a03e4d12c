package dev.slipway.server.deploy;

import java.time.Duration;

/** A duration as slipway.yaml spells it. */
final class Spelled {
  private Spelled() {}

  static String of(Duration d) {
    if (d.toMillis() % 1000 != 0) {
      return d.toMillis() + "ms";
    }
    long seconds = d.toSeconds();
    if (seconds > 0 && seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds > 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
