package dev.slipway.server.status;

import dev.slipway.core.analysis.Finding;
import dev.slipway.core.analysis.Findings;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.JudgedStep;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.analysis.Warming;
import dev.slipway.core.analysis.Watch;
import dev.slipway.core.analysis.evidence.Effect;
import dev.slipway.core.analysis.evidence.Pair;
import dev.slipway.core.rollout.Judging;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.server.view.FindingView;
import dev.slipway.server.view.FindingView.EffectView;
import dev.slipway.server.view.FindingView.EvidenceView;
import dev.slipway.server.view.FindingView.Side;
import dev.slipway.server.view.JudgeView;
import dev.slipway.server.view.KayentaView;
import dev.slipway.server.view.Words;
import java.util.List;
import java.util.Optional;

/** Shows where the judge has come to as clients see it. A pure function. */
public final class JudgeStatus {
  private static final String LATENCY = "latency";

  private JudgeStatus() {}

  /** Absent before the candidate has had traffic. */
  static Optional<JudgeView> of(TargetState state, Rollout rollout) {
    return rollout.watching().map(w -> of(w.watch(), Judging.judged(state, rollout)));
  }

  static JudgeView of(Watch watch, JudgedStep step) {
    return new JudgeView(
        Words.of(step.policy().method()),
        !step.baseline() ? "none" : step.concurrent() ? "beside-stable" : "absolute",
        StrictMath.scalb(step.policy().alpha(), -step.attempt()),
        step.attempt(),
        watch.requests(),
        step.policy().leastRequests(),
        watch.covered().toMillis(),
        watch.coverage(),
        metrics(watch, step),
        Findings.kayenta(watch, step).map(score -> KayentaView.of(score, watch.windows().orElseThrow(), step.bake())));
  }

  /** What each test has come to; where nothing is tested, what was counted. */
  private static List<FindingView> metrics(Watch watch, JudgedStep step) {
    List<Finding> findings = Findings.of(watch, step);
    return findings.isEmpty() ? List.of(counted(watch)) : findings.stream()
        .map(f -> view(f, effect(f), left(f, watch, step), note(f, watch, step))).toList();
  }

  /** The same without what takes longest to compute: effects, and requests that are left. */
  public static List<FindingView> plain(Watch watch, JudgedStep step) {
    List<Finding> findings = Findings.of(watch, step);
    return findings.isEmpty() ? List.of(counted(watch)) : findings.stream()
        .map(f -> view(f, Optional.empty(), Optional.empty(), Optional.empty())).toList();
  }

  /** What a verdict was made from. */
  public static List<FindingView> of(Verdict verdict) {
    return verdict.findings().stream().map(f -> view(f, effect(f), Optional.empty(), Optional.empty())).toList();
  }

  private static FindingView counted(Watch watch) {
    return new FindingView(
        Measure.ERROR_RATE.word(),
        Side.of(watch.candidate().errors(), watch.candidate().requests()),
        Side.of(watch.stable().errors(), watch.stable().requests()),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Optional<Long> left(Finding finding, Watch watch, JudgedStep step) {
    boolean asked = finding.what().equals(Measure.ERROR_RATE.word()) && finding.lnPassingNeeded() > 0;
    return asked ? Outlook.requestsLeft(watch, step, finding) : Optional.empty();
  }

  private static FindingView view(Finding finding, Optional<EffectView> effect, Optional<Long> requestsLeft, Optional<String> note) {
    Pair pair = finding.pair();
    return new FindingView(
        finding.what(),
        Side.of(pair.candidateEvents(), pair.candidateTotal()),
        Side.of(pair.stableEvents(), pair.stableTotal()),
        Optional.of(finding.burst()),
        effect,
        Optional.of(evidence(finding.lnFailing(), finding.lnFailingNeeded(), Optional.empty())),
        finding.lnPassingNeeded() > 0
            ? Optional.of(evidence(finding.lnPassing(), finding.lnPassingNeeded(), requestsLeft))
            : Optional.empty(),
        note);
  }

  /** Latency is compared beside a stable that is known, and once the candidate is warm. */
  private static Optional<String> note(Finding finding, Watch watch, JudgedStep step) {
    if (!finding.what().startsWith(LATENCY)) {
      return Optional.empty();
    }
    if (!step.concurrent()) {
      return Optional.of("no longer compared");
    }
    if (!watch.evidence().before().knowsLatencyBursts()) {
      return Optional.of("not judged: too little was known of stable before");
    }
    Warming warming = watch.evidence().warming();
    JudgePolicy.WarmUp rule = step.policy().warmUp();
    boolean warm = warming.time().compareTo(rule.time()) >= 0 || warming.requests() >= rule.requests() * Math.max(1, warming.ready());
    return warm ? Optional.empty() : Optional.of("not judged while the candidate warms up");
  }

  /** Bursts count as one event here as they do in the test, or the bounds would be narrower than they may be. */
  private static Optional<EffectView> effect(Finding finding) {
    Pair pair = finding.pair();
    double burst = finding.burst();
    double alpha = StrictMath.exp(-finding.lnFailingNeeded());
    Pair counted = new Pair(pair.candidateEvents() / burst, pair.candidateTotal(), pair.stableEvents() / burst, pair.stableTotal());
    return Effect.of(counted, alpha).map(e -> new EffectView(finite(e.ratio()), e.low(), finite(e.high()), alpha));
  }

  private static EvidenceView evidence(double ln, double needed, Optional<Long> requestsLeft) {
    double share = Math.min(1, Math.max(0, ln / needed));
    return new EvidenceView(ln, needed, share, Math.round(StrictMath.exp(needed)), requestsLeft);
  }

  private static Optional<Double> finite(double value) {
    return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
  }
}
