package dev.slipway.server.replay;

import dev.slipway.core.analysis.AlphaBudget;
import dev.slipway.core.analysis.Findings;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.JudgedStep;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.analysis.Watch;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Hearing;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.journal.Chain;
import dev.slipway.engine.journal.JournalPages;
import dev.slipway.server.journal.Past;
import dev.slipway.server.status.JudgeStatus;
import dev.slipway.server.view.ExplanationView;
import dev.slipway.server.view.ExplanationView.Budget;
import dev.slipway.server.view.ExplanationView.Difference;
import dev.slipway.server.view.KayentaView;
import dev.slipway.server.view.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides the journal again up to a verdict, and tells the numbers it was made from. */
public final class Explainer {
  private final Store store;
  private final VerdictFinder finder;
  private final Walk walk;

  public Explainer(Store store, Past past, Walk walk, Elsewhere elsewhere) {
    this.store = store;
    this.finder = new VerdictFinder(store, past, elsewhere);
    this.walk = walk;
  }

  /**
   * Explains.
   *
   * @param verdict sequence of a journal record, {@code last}, or {@code ROLLOUT/STEP}
   * @param target where a rollout's number or {@code last} is about one target
   */
  public ExplanationView explain(String verdict, Optional<TargetId> target) {
    JournalRecord record = finder.find(verdict, target);
    JournalRecord begun =
        JournalPages.backwards(store, Optional.of(record.target()), record.sequence()).filter(r -> Series.started(r).isPresent())
            .findFirst()
            .orElseThrow(() -> Walk.cut(record.target(), "the record with which the rollout of record " + record.sequence()
                + " began is missing"));
    Trail trail = new Trail(record.sequence(), begun.sequence());
    long records = walk.through(record.target(), trail::take);
    return view(record, begun, trail, records);
  }

  private static ExplanationView view(JournalRecord record, JournalRecord begun, Trail trail, long records) {
    Optional<Hearing> hearing = trail.hearing.filter(h -> ofTheJudge(record, h));
    Optional<Rollout> rollout = trail.before.filter(b -> trail.arrived).flatMap(TargetState::rollout);
    Event.RolloutStarted started = started(begun);
    Optional<Verdict> verdict = VerdictFinder.spoken(record).or(() -> hearing.map(h -> h.judgement().verdict()));
    return new ExplanationView(
        record.sequence(),
        record.target().toString(),
        started.id().number(),
        started.to().value(),
        record.at(),
        step(record).or(() -> rollout.map(Rollout::stepIndex)).map(s -> s + 1),
        rollout.map(Rollout::weight),
        verdict.map(Words::of).orElse("failing"),
        hearing.isPresent() || verdict.filter(v -> !v.findings().isEmpty()).isPresent() ? "judge" : "rule",
        VerdictFinder.spoken(record).map(Verdict::reason).or(() -> VerdictFinder.turned(record).map(c -> c.reason())).orElse(""),
        hearing.filter(h -> h.step().policy().method() == JudgePolicy.Method.EVIDENCE).map(Explainer::budget),
        verdict.map(JudgeStatus::of).orElse(List.of()),
        hearing.map(Hypotheses::of).orElse(List.of()),
        hearing.flatMap(Explainer::kayenta),
        trail.batches.view(),
        records,
        trail.differs.isEmpty() && trail.arrived,
        trail.differs);
  }

  private static Optional<Integer> step(JournalRecord record) {
    return record.events().stream().filter(Event.Judged.class::isInstance).map(e -> ((Event.Judged) e).step()).findFirst();
  }

  private static Event.RolloutStarted started(JournalRecord begun) {
    return begun.events().stream()
        .flatMap(e -> e instanceof Event.RolloutStarted s ? Stream.of(s) : Stream.empty())
        .findFirst()
        .orElseThrow();
  }

  /** Whether the judge said what is written, and not a person or a rule in its place. */
  private static boolean ofTheJudge(JournalRecord record, Hearing hearing) {
    Verdict said = hearing.judgement().verdict();
    Optional<Verdict> written = VerdictFinder.spoken(record);
    return written.isPresent()
        ? written.get().findings().equals(said.findings()) && written.get().reason().startsWith(said.reason())
        : VerdictFinder.turned(record).filter(c -> c.reason().startsWith(said.reason())).isPresent();
  }

  private static Optional<KayentaView> kayenta(Hearing hearing) {
    Watch watch = hearing.judgement().watch();
    return Findings.kayenta(watch, hearing.step()).map(s -> KayentaView.of(s, watch.windows().orElseThrow(), hearing.step().bake()));
  }

  private static Budget budget(Hearing hearing) {
    JudgedStep step = hearing.step();
    JudgePolicy policy = step.policy();
    AlphaBudget alpha = Hypotheses.budget(step, hearing.judgement().watch());
    return new Budget(
        Words.of(policy.method()), policy.alpha(), step.attempt(), alpha.errors(), alpha.latency(), alpha.custom(), policy.beta());
  }

  /** What is picked up on the way through the journal. */
  private static final class Trail {
    private final long until;
    private final long begun;
    private final BatchCount batches = new BatchCount();
    private Optional<Hearing> hearing = Optional.empty();
    private Optional<TargetState> before = Optional.empty();
    private Optional<Difference> differs = Optional.empty();
    private boolean arrived;

    Trail(long until, long begun) {
      this.until = until;
      this.begun = begun;
    }

    boolean take(Walk.Seen seen) {
      JournalRecord record = seen.record();
      before = seen.before();
      differs = seen.differs().map(how -> new Difference(record.sequence(), how));
      arrived = record.sequence() == until;
      if (differs.isEmpty() && record.sequence() >= begun && seen.before().flatMap(TargetState::rollout).flatMap(Rollout::watching)
          .isPresent()) {
        hearing = Decider.hearing(seen.before().orElseThrow(), Chain.input(record));
        hearing.ifPresent(h -> batches.add(record.sequence(), h.batch()));
      } else {
        hearing = Optional.empty();
      }
      return !arrived;
    }
  }
}
