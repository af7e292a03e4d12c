package dev.slipway.release.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A path from the top of the repository that stays below it. */
public final class RelativePath {
  /** What is said of one that does not. */
  static final String RULE = "names a path from the top of the repository, which does not lead out of it or into .git";

  private RelativePath() {}

  /** The path without needless parts; none where it leads out. */
  public static Optional<String> of(String written) {
    if (written.startsWith("/") || written.contains("\\") || written.matches("[A-Za-z]:.*") || written.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    for (String part : written.split("/")) {
      if (part.equals("..") || part.toLowerCase(Locale.ROOT).equals(".git")) {
        return Optional.empty();
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return Optional.of(parts.isEmpty() ? "." : String.join("/", parts));
  }
}
