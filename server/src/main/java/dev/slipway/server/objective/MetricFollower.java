package dev.slipway.server.objective;

import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.objective.Followed;
import dev.slipway.core.objective.Measured;
import dev.slipway.core.objective.Objective;
import dev.slipway.core.objective.Objectives;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.MetricSource;
import dev.slipway.engine.store.ServiceLevels;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the sources of metrics that objectives are held against, step by step of event time up to now. */
final class MetricFollower {
  private static final Logger LOG = LoggerFactory.getLogger(MetricFollower.class);
  /** What a source was not asked for in time, as while the server was down, is asked for later; longer ago it is not known. */
  private static final Duration MOST_BEHIND = Duration.ofHours(1);
  private static final int MOST_STEPS_A_LOOK = 20;

  private final ServiceLevels levels;
  private final MetricSource source;
  private final Function<TargetId, TargetState> states;
  private final InstantSource wall;
  private final Duration step;

  MetricFollower(
      ServiceLevels levels, MetricSource source, Function<TargetId, TargetState> states, InstantSource wall, Duration step) {
    this.levels = levels;
    this.source = source;
    this.states = states;
    this.wall = wall;
    this.step = step;
  }

  Duration step() {
    return step;
  }

  /** Looks once. A source that hangs keeps no other target waiting but in the next look. */
  void look(Map<TargetId, Objectives> expected) throws InterruptedException {
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      expected.forEach((target, objectives) -> {
        if (objectives.all().stream().anyMatch(o -> o.measured().isPresent())) {
          Future<?> unused = each.submit(() -> look(target, objectives));
        }
      });
    }
  }

  private void look(TargetId target, Objectives objectives) {
    try {
      Map<String, Followed> followed = levels.followed(target);
      TargetState state = states.apply(target);
      for (Objective objective : objectives.all()) {
        Optional<Followed> before = Optional.ofNullable(followed.get(objective.indicator()));
        objective.measured().ifPresent(m -> follow(state, objective.indicator(), m, before));
      }
    } catch (RuntimeException e) {
      LOG.debug("metrics of {} could not be followed just now; the next look tries again", target, e);
    }
  }

  private void follow(TargetState state, String indicator, Measured measured, Optional<Followed> before) {
    Instant due = due(measured, wall.instant());
    if (before.isEmpty()) {
      boolean unused = levels.follow(state.id(), indicator, before, Followed.from(due).over(due));
      return;
    }
    Followed last = before.get();
    if (last.until().isBefore(due.minus(MOST_BEHIND))) {
      Followed.Step over = last.over(due.minus(MOST_BEHIND));
      last = levels.follow(state.id(), indicator, before, over) ? over.next() : last;
    }
    for (int steps = 0; steps < MOST_STEPS_A_LOOK && !last.until().plus(step).isAfter(due); steps++) {
      Followed.Step next = step(state, measured, last, last.until().plus(step));
      boolean stuck = next.next().until().equals(last.until());
      if (stuck && next.next().equals(last) || !levels.follow(state.id(), indicator, Optional.of(last), next) || stuck) {
        return;
      }
      last = next.next();
    }
  }

  private Followed.Step step(TargetState state, Measured measured, Followed last, Instant at) {
    Map<String, Followed.Side> asked = last.asked(at, serving(state, measured, at));
    Map<String, Reading> answers = new HashMap<>();
    for (Map.Entry<String, Followed.Side> each : asked.entrySet()) {
      Followed.Side side = each.getValue();
      Reading reading = source.read(new Question(
          measured.metric(), measured.source(), state.id(), new ReleaseId(side.release()), side.version(), at));
      if (reading instanceof Reading.Wrong w) {
        return last.stuck(w.why());
      }
      answers.put(each.getKey(), reading);
    }
    return last.next(at, asked, answers);
  }

  private static Map<String, Followed.Side> serving(TargetState state, Measured measured, Instant at) {
    Map<String, Followed.Side> sides = new HashMap<>();
    int share = state.rollout().map(Rollout::weight).orElse(0);
    state.stable().filter(s -> share < 100).ifPresent(s -> put(sides, s, measured, at));
    state.rollout().filter(r -> share > 0).ifPresent(r -> put(sides, r.candidate(), measured, at));
    return sides;
  }

  private static void put(Map<String, Followed.Side> sides, Release release, Measured measured, Instant at) {
    sides.put(measured.byVersion() ? release.version() : release.id().value(),
        new Followed.Side(release.id().value(), release.version(), Optional.empty(), at));
  }

  /** Up to where a source should know by now: whole steps. */
  private Instant due(Measured measured, Instant now) {
    long millis = now.minus(measured.source().lag()).toEpochMilli();
    return Instant.ofEpochMilli(millis - millis % step.toMillis());
  }
}
