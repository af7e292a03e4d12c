package dev.slipway.adapters.yaml;

import java.util.Comparator;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * A place in a file, as editors count it.
 *
 * @param line from 1
 * @param column from 1, in characters (Unicode code points)
 */
record Position(int line, int column) implements Comparable<Position> {
  static final Position START = new Position(1, 1);

  private static final Comparator<Position> ORDER = Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

  /** Where the parser's mark stands, which counts from 0; the beginning of the file where it has none. */
  static Position of(Optional<Mark> mark) {
    return mark.map(m -> new Position(m.getLine() + 1, m.getColumn() + 1)).orElse(START);
  }

  /** The place of the character that follows {@code before}. */
  static Position after(String before) {
    int lines = (int) before.chars().filter(c -> c == '\n').count();
    int lineStart = before.lastIndexOf('\n') + 1;
    return new Position(lines + 1, before.codePointCount(lineStart, before.length()) + 1);
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
