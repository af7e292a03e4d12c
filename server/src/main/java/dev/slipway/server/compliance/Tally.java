package dev.slipway.server.compliance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts records of one kind, and remembers the first few and the last. */
final class Tally {
  private static final int MOST_EXAMPLES = 5;

  private final List<Long> examples = new ArrayList<>();
  private long count;
  private long last;

  /** Counts one; whether it is named as an example. */
  boolean add(long sequence) {
    count++;
    last = sequence;
    boolean named = examples.size() < MOST_EXAMPLES;
    if (named && (examples.isEmpty() || examples.getLast() != sequence)) {
      examples.add(sequence);
    }
    return named;
  }

  /** Counts one that is no record. */
  void add() {
    count++;
  }

  long count() {
    return count;
  }

  Optional<Long> first() {
    return examples.stream().findFirst();
  }

  Optional<Long> last() {
    return last == 0 ? Optional.empty() : Optional.of(last);
  }

  List<Long> examples() {
    return List.copyOf(examples);
  }
}
