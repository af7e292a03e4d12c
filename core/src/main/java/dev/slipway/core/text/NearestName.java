package dev.slipway.core.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that was most likely meant: the one with the fewest letters to change (Levenshtein 1965), if that is few enough. */
public final class NearestName {
  /** Names that differ more in length are not compared: a source may know a hundred thousand. */
  private static final int MOST_DIFFERENCE_IN_LENGTH = 8;

  private NearestName() {}

  /** The nearest of {@code names} when at most a third of its letters, and always two, differ. */
  public static Optional<String> of(String written, Collection<String> names) {
    return names.stream()
        .filter(n -> Math.abs(n.length() - written.length()) <= MOST_DIFFERENCE_IN_LENGTH)
        .map(n -> new Near(n, distance(written, n)))
        .filter(n -> n.distance() <= Math.max(2, n.name().length() / 3))
        .min(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
        .map(Near::name);
  }

  private record Near(String name, int distance) {}

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
