package dev.slipway.simulator.planted;

import dev.slipway.core.analysis.Watch;
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
        new Planted("counters that fall are forgotten", () -> Wrong.decided(WrongSources::credulous)));
  }

  /** Without the measurements in which something was said that is not to be heard. */
  private static Observation heard(Observation seen, Predicate<Reading> believed) {
    Map<String, MetricSeen> own = new HashMap<>(seen.own());
    own.values().removeIf(s -> !believed.test(s.candidate()) || s.stable().filter(believed.negate()).isPresent());
    return new Observation(seen.at(), seen.platform(), seen.router(), seen.counts(), seen.before(), own, seen.task());
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
