package dev.slipway.adapters.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was most likely meant. */
final class Spelling {
  private Spelling() {}

  /** The nearest of the right words, if it is near enough to be worth a question. */
  static Optional<String> nearest(String written, Collection<String> right) {
    String word = plain(written);
    int mostEdits = Math.max(1, Math.min(word.length(), 24) / 3);
    String best = "";
    int fewest = mostEdits + 1;
    for (String candidate : right) {
      int edits = edits(word, plain(candidate));
      if (edits < fewest) {
        fewest = edits;
        best = candidate;
      }
    }
    return fewest <= mostEdits ? Optional.of(best) : Optional.empty();
  }

  /** {@code did you mean "x"?}, or else all the right words. */
  static String hint(String written, Collection<String> right) {
    return nearest(written, right).map(n -> "did you mean \"" + n + "\"?").orElseGet(() -> "use one of " + String.join(", ", right));
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
  private static int edits(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 8) {
      return Integer.MAX_VALUE;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
