package dev.slipway.server.approval;

import dev.slipway.server.problem.OneLine;
import dev.slipway.server.problem.Refused;
import java.util.Optional;

/** A reason as it may stand in a journal, a table and on a terminal: one line. */
final class Line {
  private static final int MOST_CHARACTERS = 500;

  private Line() {}

  static String of(Optional<String> reason) {
    String text = reason.orElse("").strip();
    if (!OneLine.is(text, 0, MOST_CHARACTERS)) {
      throw new Refused(Refused.Kind.WRONG, "SLW-5101", "the reason is not one line of at most " + MOST_CHARACTERS
          + " characters. Nothing changed", "Write it shorter, without control characters");
    }
    return text;
  }
}
