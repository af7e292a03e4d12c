package dev.slipway.server.status;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that somebody most likely meant: the one with the fewest letters to change (Levenshtein 1965), if that is few enough. */
public final class Nearest {
  private Nearest() {}

  /** The nearest of {@code names} when at most a third of its letters, and always two, differ. */
  public static Optional<String> of(String typed, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt((String n) -> distance(typed, n)).thenComparing(Comparator.naturalOrder()))
        .filter(n -> distance(typed, n) <= Math.max(2, n.length() / 3));
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
