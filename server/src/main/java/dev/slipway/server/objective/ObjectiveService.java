package dev.slipway.server.objective;

import dev.slipway.core.objective.Followed;
import dev.slipway.core.objective.Objectives;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.MetricSource;
import dev.slipway.core.spi.Store;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.engine.store.ServiceLevels;
import dev.slipway.server.journal.JournalFeed;
import dev.slipway.server.problem.OneLine;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.view.TargetStatus.OutsideProblem;
import dev.slipway.server.view.Words;
import dev.slipway.server.watch.Around;
import dev.slipway.server.watch.Looking;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at routers now and then, keeps what they counted, and says how much of the budgets is left. */
public final class ObjectiveService implements Around.Expected {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectiveService.class);
  /** How finely metrics are followed: rows are a minute long. */
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final int MOST_REASON = 500;

  private final ServiceLevels levels;
  private final RouterLook routers;
  private final MetricFollower metrics;
  private final InstantSource wall;

  ObjectiveService(ServiceLevels levels, Function<TargetId, Optional<TrafficCounts>> routers, MetricFollower metrics, InstantSource wall) {
    this.levels = levels;
    this.routers = new RouterLook(levels, routers, wall);
    this.metrics = metrics;
    this.wall = wall;
  }

  /**
   * Begins to look, until the feed is closed.
   *
   * @param routers what the router of a target has counted, absent when it does not answer
   * @param source who is asked for metrics of the user's own
   * @param store what is committed of a target
   */
  public static ObjectiveService over(
      ServiceLevels levels, Function<TargetId, Optional<TrafficCounts>> routers, MetricSource source, Store store, JournalFeed feed,
      InstantSource wall) {
    MetricFollower metrics = new MetricFollower(levels, source, t -> store.load(t).state(), wall, STEP);
    ObjectiveService service = new ObjectiveService(levels, routers, metrics, wall);
    Looking.begin("objectives", feed, service::look);
    Looking.begin("objectives-metrics", feed, service::follow);
    return service;
  }

  /** Looks at all once. What cannot be read or kept now is with the next look: counters only grow. */
  void look() {
    try {
      routers.look(levels.expected());
    } catch (RuntimeException e) {
      LOG.debug("what routers counted could not be kept just now; the next look tries again", e);
    }
  }

  /** Asks for metrics once. What cannot be asked for or kept now is with the next look. */
  void follow() throws InterruptedException {
    try {
      metrics.look(levels.expected());
    } catch (RuntimeException e) {
      LOG.debug("metrics could not be followed just now; the next look tries again", e);
    }
  }

  @Override
  public Map<TargetId, List<String>> troubles() {
    return levels.expected().entrySet().stream().filter(e -> e.getValue().all().stream().anyMatch(o -> o.measured().isPresent()))
        .collect(Collectors.toMap(Map.Entry::getKey, e -> levels.followed(e.getKey()).values().stream()
            .flatMap(f -> f.trouble().stream()).filter(t -> t.startsWith("SLW-")).toList()));
  }

  @Override
  public Map<TargetId, List<OutsideProblem>> burning() {
    return levels.expected().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> held(e.getKey(), e.getValue()).flatMap(Burning::of).toList()));
  }

  /** Keeps what is expected of a target from now on. The rollout has begun by then: where this fails, the next deploy says it again. */
  public void expect(TargetId target, Optional<Objectives> objectives) {
    try {
      levels.expect(target, objectives);
      objectives.ifPresent(o -> routers.look(Map.of(target, o)));
    } catch (RuntimeException e) {
      LOG.warn("SLW-5180 objectives of {} could not be kept. The rollout goes on; the next deploy says them again", target, e);
    }
  }

  /**
   * Refuses a deploy when a budget is spent and the environment says so.
   *
   * @param fix why this one must be let through
   * @return what to write to the journal as its reason
   */
  public Optional<String> mustAllow(TargetId target, Optional<Objectives> objectives, Optional<String> fix, Optional<String> reason) {
    fix.filter(f -> f.isBlank() || !OneLine.is(f, 1, MOST_REASON)).ifPresent(f -> {
      throw new Refused(Refused.Kind.WRONG, "SLW-5101", "the reason of a fix is not one line of 1 to " + MOST_REASON
          + " characters. Nothing changed", "slipway deploy ENV VERSION --fix \"what it mends\"");
    });
    objectives.ifPresent(o -> routers.look(Map.of(target, o)));
    String spent = objectives.filter(o -> o.spent() == Objectives.Spent.REFUSE).map(o -> spent(target, o)).orElse("");
    if (spent.isEmpty()) {
      return fix.map(f -> "fix: " + f).or(() -> reason);
    }
    if (fix.isEmpty()) {
      throw new Refused(Refused.Kind.CONFLICT, "SLW-2080", "the error budget of " + target + " is spent: " + spent
          + ". Nothing was deployed; traffic stays as it is",
          "Deploy what mends it with --fix \"REASON\"; a rollback is never refused. Look at it with: slipway objectives");
    }
    return Optional.of("fix while the error budget is spent (" + spent + "): " + fix.get());
  }

  private String spent(TargetId target, Objectives objectives) {
    return held(target, objectives).filter(h -> h.budget().isSpent()).map(Held::spentWords).collect(Collectors.joining("; "));
  }

  private Stream<Held> held(TargetId target, Objectives objectives) {
    Map<String, Followed> followed = levels.followed(target);
    return objectives.all().stream()
        .map(o -> new Held(levels, target, o, Optional.ofNullable(followed.get(o.indicator())), metrics.step(), wall.instant()));
  }

  /** How targets stand. */
  public ObjectivesView view(Predicate<TargetId> wanted) {
    List<ObjectivesView.OfTarget> targets = levels.expected().entrySet().stream().filter(e -> wanted.test(e.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .map(e -> new ObjectivesView.OfTarget(
            e.getKey().toString(), Words.of(e.getValue().spent()), held(e.getKey(), e.getValue()).map(Held::view).toList())).toList();
    return new ObjectivesView(targets);
  }
}
