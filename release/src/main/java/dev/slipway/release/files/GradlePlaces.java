package dev.slipway.release.files;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Build files of Gradle, in Groovy or Kotlin: the statement {@code version = "1.2.3"} of the project itself or of all its projects. What
 * stands in other blocks, such as the versions of plug-ins, is somebody else's.
 */
final class GradlePlaces implements Places {
  private static final Pattern TOKEN = Pattern.compile("//[^\\n]*|/\\*(?s:.*?)\\*/|(?<statement>(?<![\\w.$\"'])(?:project\\.)?versio"
      + "n[ \\t]*(?:=[ \\t]*|[ \\t(][ \\t]*)(?<quote>[\"'])(?<version>[^\"'\\n]*)\\k<quote>)"
          + "|\"\"\"(?s:.*?)\"\"\"|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"|'[^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+'|(?<open>\\{)|"
              + "(?<close>\\})");
  private static final Pattern SHARED = Pattern.compile("(?:allprojects|subprojects)\\s*$");

  @Override
  public List<Place> in(String text) {
    List<Place> places = new ArrayList<>();
    int depth = 0;
    int shared = 0;
    for (Matcher m = TOKEN.matcher(text); m.find();) {
      if (m.group("open") != null) {
        shared += depth == shared && SHARED.matcher(text.substring(Math.max(0, m.start() - 40), m.start())).find() ? 1 : 0;
        depth++;
      } else if (m.group("close") != null) {
        depth = Math.max(0, depth - 1);
        shared = Math.min(shared, depth);
      } else if (m.group("statement") != null && depth == shared && begins(text, m.start()) && Place.isVersion(m.group("version"))) {
        places.add(Place.full(m.start("version"), m.end("version")));
      }
    }
    return places;
  }

  /** Whether a statement begins there, and not the second half of one such as {@code id 'x' version '1'}. */
  private static boolean begins(String text, int at) {
    int before = at - 1;
    while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
      before--;
    }
    return before < 0 || "\n\r;{}\uFEFF".indexOf(text.charAt(before)) >= 0;
  }
}
