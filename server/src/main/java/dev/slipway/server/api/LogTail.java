package dev.slipway.server.api;

import java.util.List;

/** Finds what is new at the end of a log from two looks at its end. */
final class LogTail {
  private LogTail() {}

  /** The lines of {@code now} that follow the longest end of {@code before} with which it begins; all where nothing fits. */
  static List<String> fresh(List<String> before, List<String> now) {
    for (int dropped = 0; dropped < before.size(); dropped++) {
      List<String> end = before.subList(dropped, before.size());
      if (end.size() <= now.size() && now.subList(0, end.size()).equals(end)) {
        return now.subList(end.size(), now.size());
      }
    }
    return now;
  }

  static List<String> last(List<String> lines, int most) {
    return lines.subList(Math.max(0, lines.size() - most), lines.size());
  }
}
