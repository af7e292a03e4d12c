package dev.slipway.core.guard;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * From what a clock on the wall shows to the moment that is meant. Where it shows a time twice, a freeze begins with the first and ends
 * with the last; a time that it jumps over is the moment of the jump.
 */
final class WallClock {
  private WallClock() {}

  static Instant first(LocalDateTime shown, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(shown);
    return offsets.isEmpty() ? jump(shown, zone) : shown.toInstant(offsets.getFirst());
  }

  static Instant last(LocalDateTime shown, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(shown);
    return offsets.isEmpty() ? jump(shown, zone) : shown.toInstant(offsets.getLast());
  }

  private static Instant jump(LocalDateTime shown, ZoneId zone) {
    ZoneOffsetTransition transition = zone.getRules().getTransition(shown);
    return transition.getInstant();
  }
}
