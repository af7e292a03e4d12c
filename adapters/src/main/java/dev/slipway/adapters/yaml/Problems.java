package dev.slipway.adapters.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers the faults of one file, so that all are told at once, in the order in which a reader meets them. */
final class Problems {
  private static final int MOST_TOLD = 100;

  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Fault fault, Position at, String message, String hint) {
    Problem problem = new Problem(fault.code(), file, at.line(), at.column(), message, hint);
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  /** Whether something was found wrong with the value that stands here. */
  boolean knows(Position at) {
    return found.stream().anyMatch(p -> p.line() == at.line() && p.column() == at.column());
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** In order of place; at most {@value #MOST_TOLD}, for nobody reads more. */
  List<Problem> sorted() {
    return found.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .limit(MOST_TOLD)
        .toList();
  }
}
