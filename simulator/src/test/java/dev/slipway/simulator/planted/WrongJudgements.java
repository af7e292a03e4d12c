package dev.slipway.simulator.planted;

import dev.slipway.core.analysis.Evidence;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.analysis.Watch;
import dev.slipway.core.analysis.evidence.RateTest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.simulator.Plant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bugs of the judge and of what it is fed. */
final class WrongJudgements {
  private WrongJudgements() {}

  static List<Planted> all() {
    return List.of(
        new Planted("what spoke for one step lets the next one pass", () -> kept(WrongJudgements::passKept)),
        new Planted("evidence begins anew with every weight", () -> kept((was, is) -> errors(is, RateTest.START))),
        new Planted("stable's and the candidate's counts are swapped", () -> Wrong.seen(WrongJudgements::swapped)),
        new Planted("the share of the null is that of another batch", () -> Wrong.decided(WrongJudgements::staleStable)),
        new Planted("a retry has the whole budget again", () -> Wrong.believed((r, at) -> attempt(r, 0))),
        new Planted("what was sent back is not remembered",
            () -> Wrong.decided((before, input, d) -> Decision.of(forgetful(d.state()), d.events()))),
        new Planted("a gap of one side is none for the other", () -> Wrong.seen(WrongJudgements::halfLost)),
        new Planted("inconclusive promotes", () -> Wrong.decided(WrongJudgements::promoted)),
        new Planted("a failing verdict is slept over", () -> Wrong.decided(WrongJudgements::lenient)));
  }

  /** Changes what the next step begins with. */
  private interface Keep {
    Evidence next(Evidence was, Evidence is);
  }

  private static Plant kept(Keep keep) {
    return Wrong.decided((before, input, d) -> {
      Optional<Rollout.Watching> was = before.rollout().filter(r -> r.phase() instanceof Phase.Shifting).flatMap(Rollout::watching);
      Optional<Rollout> is = d.state().rollout().filter(r -> r.phase() instanceof Phase.Baking && r.watching().isPresent());
      if (was.isEmpty() || is.isEmpty()) {
        return d;
      }
      Rollout.Watching w = is.get().watching().get();
      Watch watch = with(w.watch(), keep.next(was.get().watch().evidence(), w.watch().evidence()));
      return Decision.of(d.state().with(is.get().watching(new Rollout.Watching(watch, w.at(), w.cursor()))), d.events());
    });
  }

  private static Watch with(Watch w, Evidence evidence) {
    return new Watch(w.covered(), w.missed(), w.candidate(), w.stable(), w.triggers(), evidence, w.own(), w.windows(), w.lie());
  }

  private static Evidence errors(Evidence e, RateTest errors) {
    return new Evidence(e.before(), e.total(), errors, e.latency(), e.split(), e.burn(), e.bursts(), e.warming());
  }

  private static Evidence passKept(Evidence was, Evidence is) {
    RateTest now = is.errors();
    return errors(is, new RateTest(now.worse(), now.aboveFloor(), was.errors().asGood(), was.errors().belowFloor()));
  }

  private static Observation swapped(TargetState state, Observation seen) {
    if (state.stable().isEmpty() || state.rollout().isEmpty() || seen.counts().isEmpty()) {
      return seen;
    }
    ReleaseId stable = state.stable().get().id();
    ReleaseId candidate = state.rollout().get().candidate().id();
    Map<ReleaseId, ReleaseCounts> all = new HashMap<>();
    seen.counts().get().releases().forEach((id, c) -> all.put(id.equals(stable) ? candidate : id.equals(candidate) ? stable : id, c));
    return Wrong.counting(seen, Optional.of(new TrafficCounts(seen.counts().get().boot(), all)));
  }

  /** Stable's place in the counters is left where it was, so that the next batch has its requests of two. */
  private static Decision staleStable(TargetState before, Input input, Decision d) {
    Optional<Rollout.Watching> was = before.rollout().flatMap(Rollout::watching);
    Optional<Rollout> is = d.state().rollout().filter(r -> r.watching().isPresent() && r.phase() instanceof Phase.Baking);
    Optional<ReleaseId> stable = before.stable().map(Release::id);
    if (was.isEmpty() || is.isEmpty() || stable.isEmpty() || is.get().watching().equals(was)) {
      return d;
    }
    Rollout.Watching w = is.get().watching().get();
    Map<ReleaseId, ReleaseCounts> releases = new HashMap<>(w.cursor().releases());
    Optional.ofNullable(was.get().cursor().releases().get(stable.get())).ifPresent(c -> releases.put(stable.get(), c));
    TrafficCounts cursor = new TrafficCounts(w.cursor().boot(), releases);
    return Decision.of(d.state().with(is.get().watching(new Rollout.Watching(w.watch(), w.at(), cursor))), d.events());
  }

  private static Rollout attempt(Rollout r, int attempt) {
    return new Rollout(
        r.id(), r.kind(), r.candidate(), r.plan(), r.policy(), r.settings(), attempt, r.by(), r.startedAt(), r.phase(), r.weight(),
        r.watching(), r.paused(), r.approval(), r.clearance());
  }

  private static TargetState forgetful(TargetState s) {
    return new TargetState(s.id(), s.settings(), s.stable(), s.warm(), s.rollout(), s.queued(), s.rollouts(), List.of(), s.router(),
        s.foreign(), s.guard(), s.receivers(), s.access(), s.wrong());
  }

  /** Where the counters are away, the candidate's are taken for known and without errors. */
  private static Observation halfLost(TargetState state, Observation seen) {
    Optional<Rollout> rollout = state.rollout();
    if (seen.counts().isPresent() || rollout.isEmpty() || rollout.get().watching().isEmpty()) {
      return seen;
    }
    TrafficCounts last = rollout.get().watching().get().cursor();
    ReleaseId candidate = rollout.get().candidate().id();
    Map<ReleaseId, ReleaseCounts> all = new HashMap<>(last.releases());
    all.computeIfPresent(candidate, (id, c) -> new ReleaseCounts(c.requests() + 100, c.errors(), 0, 0, c.latency()));
    return Wrong.counting(seen, Optional.of(new TrafficCounts(last.boot(), all)));
  }

  /** The step is over and the verdict inconclusive: on it goes. */
  private static Decision promoted(TargetState before, Input input, Decision d) {
    boolean held = d.events().stream().anyMatch(e -> e instanceof Event.Judged j && j.verdict() instanceof Verdict.Inconclusive);
    Optional<Rollout> rollout = before.rollout()
        .filter(r -> held && r.phase() instanceof Phase.Baking && r.stepIndex() < r.plan().steps().size() - 1);
    if (rollout.isEmpty() || rollout.get().policy().judge().onInconclusive() != Otherwise.HOLD) {
      return d;
    }
    int next = rollout.get().stepIndex() + 1;
    Rollout on = d.state().rollout().orElseThrow().in(new Phase.Starting(next, rollout.get().phase().since()));
    return Decision.of(d.state().with(on),
        List.of(new Event.Judged(next - 1, new Verdict.Passing("good enough")), new Event.PhaseEntered("starting", next, on.weight())));
  }

  /** The judge's failing verdict is taken for one that is still open. */
  private static Decision lenient(TargetState before, Input input, Decision d) {
    boolean failed = d.events().stream()
        .anyMatch(e -> e instanceof Event.Judged j && j.verdict() instanceof Verdict.Failing f && !f.findings().isEmpty());
    return failed && before.rollout().filter(r -> r.phase() instanceof Phase.Baking).isPresent()
        ? Decision.of(before.with(before.rollout().orElseThrow().watching(d.state().rollout().flatMap(Rollout::watching).orElseThrow())),
            List.of())
        : d;
  }
}
