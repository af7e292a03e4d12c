package dev.slipway.core.analysis;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.analysis.evidence.Pair;
import dev.slipway.core.traffic.LatencyHistogram;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One step being watched: the judge's whole memory of it, and what it keeps from the steps before.
 *
 * @param covered time that was really observed since the step's traffic was in place
 * @param missed time that went by without being observed
 * @param candidate what the candidate did in that time
 * @param stable what stable did
 * @param triggers how far each trigger has come
 * @param evidence of the whole rollout
 * @param own measurements of the user's own
 * @param windows of this step, where a judge compares windows
 * @param lie what the router said in this step that cannot be so; nothing it says lets the step pass any more
 */
public record Watch(
    Duration covered,
    Duration missed,
    Tally candidate,
    Tally stable,
    List<TriggerProgress> triggers,
    Evidence evidence,
    List<OwnMetric> own,
    Optional<Windows> windows,
    Optional<String> lie) {
  public Watch {
    triggers = List.copyOf(triggers);
    own = List.copyOf(own);
  }

  /** Of a router that may be believed. */
  public Watch(Duration covered, Duration missed, Tally candidate, Tally stable, List<TriggerProgress> triggers, Evidence evidence,
      List<OwnMetric> own, Optional<Windows> windows) {
    this(covered, missed, candidate, stable, triggers, evidence, own, windows, Optional.empty());
  }

  /** A new watch of these triggers. */
  public static Watch start(List<Trigger> triggers, JudgePolicy policy, Baseline before) {
    return new Watch(
        Duration.ZERO,
        Duration.ZERO,
        Tally.NONE,
        Tally.NONE,
        triggers.stream().map(TriggerProgress::start).toList(),
        Evidence.start(before),
        OwnMetric.start(policy),
        Optional.empty());
  }

  /** The same triggers going on into the next step: a breach that lasts across a shift is still a breach. */
  public Watch nextStep() {
    return new Watch(
        Duration.ZERO,
        Duration.ZERO,
        Tally.NONE,
        Tally.NONE,
        triggers.stream().map(Watch::carried).toList(),
        evidence.nextStep(),
        own.stream().map(OwnMetric::nextStep).toList(),
        Optional.empty());
  }

  /** With a batch more. A batch in which either side could not be counted is a gap for both, so that neither looks better for it. */
  Watch plus(Batch batch, JudgedStep step) {
    Pair routed = new Pair(candidate.errors(), candidate.requests(), stable.errors(), stable.requests());
    List<OwnMetric> looked =
        own.stream().map(m -> m.plus(Optional.ofNullable(batch.own().get(m.metric().name())), step, routed)).toList();
    List<TriggerProgress> next = triggers.stream().map(t -> t.add(batch)).toList();
    boolean counted = batch.candidate().counted() && batch.stable().map(Batch.Sample::counted).orElse(true);
    boolean needed = step.policy().method() != JudgePolicy.Method.TRIGGERS
        || next.stream().anyMatch(t -> t.trigger().measure().needsRequests());
    if (!counted) {
      Duration seen = needed ? Duration.ZERO : batch.covered();
      return new Watch(
          covered.plus(seen), missed.plus(batch.missed()).plus(batch.covered().minus(seen)), candidate, stable, next, evidence, looked,
          windows, lie.or(() -> batch.lie().filter(l -> needed)));
    }
    Watch counting =
        new Watch(
            covered.plus(batch.covered()),
            missed.plus(batch.missed()),
            candidate.plus(batch.candidate(), batch.covered(), step.policy().saturation()),
            batch.stable().map(s -> stable.plus(s, batch.covered(), step.policy().saturation())).orElse(stable),
            next,
            step.baseline() && step.policy().method() == JudgePolicy.Method.EVIDENCE ? evidence.plus(batch, step, stable.latency())
                : evidence,
            looked,
            step.policy().method() == JudgePolicy.Method.KAYENTA
                ? Optional.of(windows.orElseGet(() -> Windows.start(step.bake())).plus(batch, news(looked))) : windows,
            lie);
    return LatencyNeeds.settled(this, step.policy()) ? counting : counting.folded(step.policy());
  }

  /** Of the user's own measurements those that a look found something new in. */
  private List<OwnMetric> news(List<OwnMetric> looked) {
    return IntStream.range(0, looked.size()).filter(i -> !looked.get(i).memory().last().equals(own.get(i).memory().last()))
        .mapToObj(looked::get).toList();
  }

  /** What the open batch added once the next split was decided: it speaks against the candidate as ever, and for no step. */
  public Watch between(Watch after) {
    return new Watch(covered, missed, candidate, stable, after.triggers(), after.evidence(), after.own(), windows, lie);
  }

  /** The same with another time covered. */
  public Watch covering(Duration other) {
    return new Watch(other, missed, candidate, stable, triggers, evidence, own, windows, lie);
  }

  /**
   * The buckets at which latencies must be told apart, so that no more of them is kept with every commit; absent while all may be needed.
   *
   * @see LatencyHistogram#folded
   */
  public Optional<List<Integer>> latencyBounds(JudgePolicy policy) {
    return LatencyNeeds.settled(this, policy) ? Optional.of(LatencyNeeds.bounds(this, policy)) : Optional.empty();
  }

  private Watch folded(JudgePolicy policy) {
    return latencyBounds(policy)
        .map(b -> new Watch(covered, missed, candidate.folded(b), stable.folded(b), triggers, evidence, own, windows, lie))
        .orElse(this);
  }

  /** Requests of the candidate in this step. */
  public long requests() {
    return candidate.requests();
  }

  /** Share of the step's time that was really observed, 0–1. */
  public double coverage() {
    Duration all = covered.plus(missed);
    return all.isZero() ? 1 : (double) covered.toNanos() / all.toNanos();
  }

  private static TriggerProgress carried(TriggerProgress t) {
    return new TriggerProgress(
        t.trigger(), t.filled(), t.requests(), t.errors(), t.latency(), t.worst(), t.breached(), 0, t.last());
  }
}
