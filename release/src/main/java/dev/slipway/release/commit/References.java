package dev.slipway.release.commit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the issues that a text names. Every character is looked at a bounded number of times, however long a line is. */
final class References {
  private static final Pattern ACTION = Pattern.compile("(?i)(?<![\\w-])(close[sd]?|fix(?:e[sd])?|resolve[sd]?):?(?=\\s)");
  private static final int MOST_DIGITS = 18;
  private static final int MOST_REPOSITORY = 200;

  private References() {}

  /** In the order written, none twice. */
  static List<Reference> in(Iterable<String> lines) {
    Set<Reference> found = new LinkedHashSet<>();
    for (String line : lines) {
      if (line.indexOf('#') >= 0) {
        inLine(line, found);
      }
    }
    return List.copyOf(found);
  }

  private record Action(int at, String word) {}

  private static void inLine(String line, Set<Reference> found) {
    List<Action> actions = new ArrayList<>();
    for (Matcher m = ACTION.matcher(line); m.find();) {
      actions.add(new Action(m.start(), m.group(1).toLowerCase(Locale.ROOT)));
    }
    int next = 0;
    for (int mark = line.indexOf('#'); mark >= 0; mark = line.indexOf('#', mark + 1)) {
      int end = digitsEnd(line, mark + 1);
      int start = repositoryStart(line, mark);
      if (end < 0 || insideUrl(line, mark) || start > 0 && line.charAt(start - 1) == '&') {
        continue;
      }
      while (next < actions.size() && actions.get(next).at() < mark) {
        next++;
      }
      String repository = line.substring(start, mark);
      Optional<String> action = next == 0 ? Optional.empty() : Optional.of(actions.get(next - 1).word());
      found.add(new Reference(action, repository.isEmpty() ? Optional.empty() : Optional.of(repository), line.substring(mark + 1, end)));
    }
  }

  private static int digitsEnd(String line, int from) {
    int end = from;
    while (end < line.length() && end - from <= MOST_DIGITS && line.charAt(end) >= '0' && line.charAt(end) <= '9') {
      end++;
    }
    boolean whole = end == line.length() || !Character.isLetterOrDigit(line.charAt(end)) && line.charAt(end) != '_'
        && line.charAt(end) != '-';
    return end > from && end - from <= MOST_DIGITS && whole ? end : -1;
  }

  private static int repositoryStart(String line, int mark) {
    int start = mark;
    while (start > 0 && mark - start < MOST_REPOSITORY && isNameChar(line.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isNameChar(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '/');
  }

  /** The mark of a fragment: {@code https://example.com/page#12}. */
  private static boolean insideUrl(String line, int mark) {
    int start = mark;
    while (start > 0 && mark - start < MOST_REPOSITORY && !Character.isWhitespace(line.charAt(start - 1))) {
      start--;
    }
    return line.substring(start, mark).contains("://");
  }
}
