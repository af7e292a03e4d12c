package dev.slipway.adapters.nginx;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Says in words what somebody else changed. */
final class Foreign {
  private static final int MOST_CHARS = 120;

  private Foreign() {}

  /** What is different in the file; nothing where it is as Slipway wrote it last, or before that. */
  static Optional<String> file(Path file, Optional<String> live, ConfigText serves, ConfigText current, Optional<ConfigText> previous) {
    if (live.isEmpty()) {
      return Optional.of(file + " was removed");
    }
    boolean ours = live.get().equals(current.text()) || previous.filter(p -> p.text().equals(live.get())).isPresent();
    return ours ? Optional.empty() : Optional.of(file + " was changed: "
        + difference(serves.text().lines().toList(), live.get().lines().toList()));
  }

  /** The first line that differs, and how many lines there are more or fewer. */
  private static String difference(List<String> was, List<String> is) {
    int line = 0;
    while (line < was.size() && line < is.size() && was.get(line).equals(is.get(line))) {
      line++;
    }
    String now = line < is.size() ? "is " + brief(is.get(line)) : "is gone";
    String before = line < was.size() ? "was " + brief(was.get(line)) : "was not there";
    int more = is.size() - was.size();
    return "line " + (line + 1) + " " + now + " and " + before + (more == 0 ? "" : "; " + Math.abs(more)
        + (more > 0 ? " lines more" : " lines fewer"));
  }

  private static String brief(String line) {
    String text = line.strip();
    return "\"" + (text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) + "…" : text) + "\"";
  }
}
