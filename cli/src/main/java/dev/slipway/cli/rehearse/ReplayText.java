package dev.slipway.cli.rehearse;

import dev.slipway.simulator.rehearsal.Cast;
import dev.slipway.simulator.rehearsal.Course;
import java.util.Locale;

/** What would have come of a recording, line by line. */
public final class ReplayText {
  private ReplayText() {}

  /** The lines, each ended. Their times count from the candidate's first recorded traffic. */
  public static String of(Cast cast, Course course, String file) {
    StringBuilder out = new StringBuilder();
    out.append(cast.target()).append(": ").append(Rehearsed.steps(cast)).append(", judged by ").append(Rehearsed.judge(cast)).append('\n');
    out.append("  shown ").append(file).append("; times count from the candidate's first traffic\n\n");
    for (Course.Line line : course.lines()) {
      out.append(String.format(Locale.ROOT, "%8s  %s%n", Words.duration(Math.max(0, Math.round(line.at() - course.firstTraffic()))),
          line.text()));
    }
    out.append('\n').append(ending(course)).append("; the candidate answered ").append(Words.number(course.requests()))
        .append(" requests until then, ")
        .append(Words.number(course.errors())).append(" with an error\n");
    return out.toString();
  }

  private static String ending(Course course) {
    String at = Words.duration(Math.round(course.exposedSeconds()));
    return switch (course.ending()) {
      case PROMOTED -> "it would have been promoted after " + at;
      case ROLLED_BACK -> "it would have gone back after " + at + ", in step " + (course.step() + 1);
      case HOLDING -> "it would have held: " + course.reason();
      case OPEN -> "undecided after " + at + ": " + course.reason();
    };
  }
}
