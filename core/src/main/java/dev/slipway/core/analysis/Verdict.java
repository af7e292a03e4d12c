package dev.slipway.core.analysis;

import java.util.List;

/** What the evidence says of the candidate at one moment. Only {@link Passing} lets a weight rise by itself. */
public sealed interface Verdict {

  /** What it was made from, in a sentence for people. */
  String reason();

  /** The numbers it was made from; empty where no test was asked. */
  List<Finding> findings();

  /** The candidate may go on. */
  record Passing(String reason, List<Finding> findings) implements Verdict {
    public Passing {
      findings = List.copyOf(findings);
    }

    /** Without any test. */
    public Passing(String reason) {
      this(reason, List.of());
    }
  }

  /** The candidate is bad: all traffic goes back. */
  record Failing(String reason, List<Finding> findings) implements Verdict {
    public Failing {
      findings = List.copyOf(findings);
    }

    /** Without any test. */
    public Failing(String reason) {
      this(reason, List.of());
    }
  }

  /** Watched to the end without an answer. */
  record Inconclusive(String reason, List<Finding> findings) implements Verdict {
    public Inconclusive {
      findings = List.copyOf(findings);
    }

    /** Without any test. */
    public Inconclusive(String reason) {
      this(reason, List.of());
    }
  }

  /** Nothing was measured; never a pass. */
  record NoData(String reason, List<Finding> findings) implements Verdict {
    public NoData {
      findings = List.copyOf(findings);
    }

    /** Without any test. */
    public NoData(String reason) {
      this(reason, List.of());
    }
  }

  /** The source lies or fails. */
  record Error(String reason, List<Finding> findings) implements Verdict {
    public Error {
      findings = List.copyOf(findings);
    }

    /** Without any test. */
    public Error(String reason) {
      this(reason, List.of());
    }
  }
}
