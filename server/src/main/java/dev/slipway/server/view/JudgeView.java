package dev.slipway.server.view;

import java.util.List;
import java.util.Optional;

/**
 * Where the judge has come to.
 *
 * @param method evidence, kayenta or triggers
 * @param comparison what the candidate is held against: {@code beside-stable}; {@code absolute} where all traffic is on the candidate, so
 *     that only fixed limits and stable's past are left; {@code none} where there is no stable release
 * @param alpha what this attempt may spend on false alarms
 * @param attempt how many times the same content was sent back before
 * @param requests of the candidate in this step
 * @param requestsLeast in a step before it can pass
 * @param coveredMillis of the step that were really measured
 * @param coverage of the step's time, 0–1
 * @param kayenta where Kayenta's judge has come to, under it and once a window is closed
 */
public record JudgeView(
    String method,
    String comparison,
    double alpha,
    int attempt,
    long requests,
    long requestsLeast,
    long coveredMillis,
    double coverage,
    List<FindingView> metrics,
    Optional<KayentaView> kayenta) {
  public JudgeView {
    metrics = List.copyOf(metrics);
  }
}
