package dev.slipway.core.analysis;

/** What the evidence says of the candidate at one moment. Only {@link Passing} lets a weight rise by itself. */
public sealed interface Verdict {

  /** What it was made from, in a sentence for people. */
  String reason();

  /** The candidate may go on. */
  record Passing(String reason) implements Verdict {}

  /** The candidate is bad: all traffic goes back. */
  record Failing(String reason) implements Verdict {}

  /** Watched to the end without an answer. */
  record Inconclusive(String reason) implements Verdict {}

  /** Nothing was measured; never a pass. */
  record NoData(String reason) implements Verdict {}

  /** The source lies or fails. */
  record Error(String reason) implements Verdict {}
}
