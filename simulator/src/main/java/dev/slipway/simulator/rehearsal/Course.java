package dev.slipway.simulator.rehearsal;

import java.util.List;

/**
 * How one rehearsed rollout went. Times are seconds since it was asked for.
 *
 * @param ending how it ended
 * @param reason why, in the decider's words
 * @param step the step it ended in, from 0
 * @param firstTraffic when the candidate got its first traffic; the time it ended where it got none
 * @param ended when traffic was all on one release again, or patience was over
 * @param requests the candidate's
 * @param errors of those
 * @param mostWeight the largest share of traffic it was given, 0–100
 * @param held whether a step was watched to its end without an answer
 * @param shifts every change of the split, in order
 * @param lines what was decided, in order and in words
 */
public record Course(
    Ending ending,
    String reason,
    int step,
    double firstTraffic,
    double ended,
    long requests,
    long errors,
    int mostWeight,
    boolean held,
    List<Shift> shifts,
    List<Line> lines) {
  public Course {
    shifts = List.copyOf(shifts);
    lines = List.copyOf(lines);
  }

  /** How a rehearsed rollout ends. */
  public enum Ending {
    /** The candidate has all traffic for good. */
    PROMOTED,
    /** Stable has all traffic again. */
    ROLLED_BACK,
    /** A step held for longer than anybody waits. */
    HOLDING,
    /** The recording was over before the rollout was. */
    OPEN
  }

  /** A split from a moment on. */
  public record Shift(double at, int weight) {}

  /** Something that was decided. */
  public record Line(double at, String text) {}

  /** From its first traffic on, seconds. */
  public double exposedSeconds() {
    return Math.max(0, ended - firstTraffic);
  }

  /** The candidate's share of traffic at a moment, 0–100. */
  public int weightAt(double second) {
    int weight = 0;
    for (Shift shift : shifts) {
      weight = shift.at() <= second ? shift.weight() : weight;
    }
    return weight;
  }
}
