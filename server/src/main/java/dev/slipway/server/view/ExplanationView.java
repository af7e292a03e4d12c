package dev.slipway.server.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One verdict, decided again from what was written down.
 *
 * @param by {@code judge}, or {@code rule} for one that no batch of measurements led to: an approval, checks, a step that is not watched
 * @param step from 1
 * @param sentence what was decided, for people
 * @param budget of the judge on evidence, the only one that has one
 * @param kayenta what Kayenta's judge compared, under it
 * @param records how many records of the target were decided again, up to and with this one
 * @param same whether all of them led to what is written, bit for bit
 * @param differs the first that did not
 */
public record ExplanationView(
    long sequence,
    String target,
    long rollout,
    String release,
    Instant at,
    Optional<Integer> step,
    Optional<Integer> weight,
    String verdict,
    String by,
    String sentence,
    Optional<Budget> budget,
    List<FindingView> metrics,
    List<TestView> tests,
    Optional<KayentaView> kayenta,
    Optional<Batches> batches,
    long records,
    boolean same,
    Optional<Difference> differs) {
  public ExplanationView {
    metrics = List.copyOf(metrics);
    tests = List.copyOf(tests);
  }

  /**
   * What may be spent on false alarms.
   *
   * @param alpha what the policy allows a rollout
   * @param errors what this attempt gives the test of errors
   * @param latency and that of latency, 0 where it is not judged
   * @param own and that of each rate of the user's own, 0 where there is none
   */
  public record Budget(String method, double alpha, int attempt, double errors, double latency, double own, double beta) {}

  /**
   * One test of a hypothesis.
   *
   * @param metric which finding it is part of
   * @param test what it would show
   * @param ln of its evidence, natural logarithm
   * @param needed from where on the evidence suffices
   * @param theta the candidate's share of the counted events under the null hypothesis, θ₀, in the last batch; absent where it has none
   */
  public record TestView(String metric, String test, double ln, double needed, Optional<Double> theta) {}

  /** The batches of measurements that the rollout was judged by up to here. */
  public record Batches(long count, long firstSequence, long lastSequence, long coveredMillis, Counts candidate, Optional<Counts> stable,
      Last last) {}

  /** Requests and errors of one release. */
  public record Counts(long requests, long errors) {}

  /** The last batch. */
  public record Last(long coveredMillis, boolean counted, Counts candidate, Optional<Counts> stable) {}

  /** A record that is decided otherwise now, or is not as it was written. */
  public record Difference(long sequence, String how) {}
}
