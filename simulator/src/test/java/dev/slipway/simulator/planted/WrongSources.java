package dev.slipway.simulator.planted;

import dev.slipway.core.analysis.OwnMetric;
import dev.slipway.core.analysis.Watch;
import dev.slipway.core.analysis.evidence.Pair;
import dev.slipway.core.metric.Delta;
import dev.slipway.core.metric.MetricMemory;
import dev.slipway.core.metric.MetricSeen;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Bugs of what is made of sources that do not tell what is. */
final class WrongSources {
  private WrongSources() {}

  static List<Planted> all() {
    return List.of(
        new Planted("a source that lies is not asked any more",
            () -> Wrong.seen((state, seen) -> heard(seen, r -> !(r instanceof Reading.Wrong)))),
        new Planted("a source that knows nothing of a release is not asked any more",
            () -> Wrong.seen((state, seen) -> heard(seen, r -> !(r instanceof Reading.Nothing)))),
        new Planted("what is not a number counts as nothing", () -> Wrong.seen((state, seen) -> numbered(seen))),
        new Planted("counters that fall are forgotten", () -> Wrong.decided(WrongSources::credulous)),
        new Planted("a total that stands still is as good as another",
            () -> Wrong.decided((before, input, d) -> own(d, is -> new OwnMetric(
                is.metric(), is.memory(), is.total(), is.test(), is.triggers(), Optional.empty())))),
        new Planted("what was counted is counted again", () -> Wrong.decided((before, input, d) -> own(d, is -> again(is)))),
        new Planted("counters that began anew take back what they had counted",
            () -> Wrong.decided((before, input, d) -> own(d, is -> is.memory().trouble().filter(t -> t.contains("anew")).isEmpty()
                ? is : new OwnMetric(is.metric(), is.memory(), Pair.NONE, is.test(), is.triggers(), is.still())))));
  }

  private static Decision own(Decision d, UnaryOperator<OwnMetric> other) {
    Optional<Rollout> rollout = d.state().rollout().filter(r -> r.watching().isPresent());
    if (rollout.isEmpty()) {
      return d;
    }
    Rollout.Watching w = rollout.get().watching().get();
    Watch s = w.watch();
    List<OwnMetric> own = s.own().stream().map(other).toList();
    Watch watch = new Watch(s.covered(), s.missed(), s.candidate(), s.stable(), s.triggers(), s.evidence(), own, s.windows(), s.lie());
    return new Decision(d.state().with(rollout.get().watching(new Rollout.Watching(watch, w.at(), w.cursor()))), d.events(), d.refusal());
  }

  /** The look before last is where the next one counts from. */
  private static OwnMetric again(OwnMetric is) {
    MetricMemory m = is.memory();
    Optional<Delta.Cursor> from = m.cursor().map(c -> new Delta.Cursor(c.stable().map(WrongSources::before), before(c.candidate())));
    return new OwnMetric(is.metric(), new MetricMemory(from, m.levelAt(), m.last(), m.covered(), m.trouble(), m.faulty()), is.total(),
        is.test(), is.triggers(), is.still());
  }

  private static Reading.Counters before(Reading.Counters c) {
    return new Reading.Counters(c.at().minusMillis(1), c.events(), Math.max(c.events(), c.total() - 1), c.lives());
  }

  /** Without the measurements in which something was said that is not to be heard. */
  private static Observation heard(Observation seen, Predicate<Reading> believed) {
    Map<String, MetricSeen> own = new HashMap<>(seen.own());
    own.values().removeIf(s -> !believed.test(s.candidate()) || s.stable().filter(believed.negate()).isPresent());
    return new Observation(seen.at(), seen.platform(), seen.router(), seen.counts(), seen.before(), own, seen.task(), seen.wall());
  }

  private static Observation numbered(Observation seen) {
    return heard(seen, r -> !(r instanceof Reading.Counters c) || Double.isFinite(c.events()) && Double.isFinite(c.total()));
  }

  private static Decision credulous(TargetState before, Input input, Decision d) {
    Optional<Rollout> rollout = d.state().rollout().filter(r -> r.watching().isPresent());
    if (rollout.isEmpty()) {
      return d;
    }
    Rollout.Watching w = rollout.get().watching().get();
    Watch s = w.watch();
    Watch watch = new Watch(s.covered(), s.missed(), s.candidate(), s.stable(), s.triggers(), s.evidence(), s.own(), s.windows());
    return new Decision(d.state().with(rollout.get().watching(new Rollout.Watching(watch, w.at(), w.cursor()))), d.events(), d.refusal());
  }
}
