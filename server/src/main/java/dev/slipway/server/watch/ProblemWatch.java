package dev.slipway.server.watch;

import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.OpenProblem;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.server.view.TargetStatus.OutsideProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has it kept when something around a target has been wrong for a while, and when it has not been for as long: whoever is told of the
 * target hears both from the journal. What comes and goes is not told each time.
 */
public final class ProblemWatch {
  /** Longer than a restart of a router or a server takes, and shorter than people need to notice. */
  static final Duration DWELL = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(ProblemWatch.class);
  private static final String BY = "slipway";

  private final Keeper keeper;
  private final InstantSource steady;
  private final InstantSource wall;
  private final Map<TargetId, Map<String, Lasting>> lasting = new HashMap<>();

  /**
   * A problem, or the lack of one that is kept.
   *
   * @param since when it was seen first, on the wall
   * @param from the same, steady
   */
  private record Lasting(OutsideProblem problem, boolean wrong, Instant since, Instant from) {}

  /** Where problems are kept. */
  public interface Keeper {
    /** The targets that this server works on, and what is wrong around each now. */
    List<Now> now();

    /** Carries out a command. */
    void submit(TargetId target, Command command);
  }

  /** What is committed of a target, and what is wrong around it. */
  public record Now(TargetState state, List<OutsideProblem> wrong) {}

  public ProblemWatch(Keeper keeper, InstantSource steady, InstantSource wall) {
    this.keeper = keeper;
    this.steady = steady;
    this.wall = wall;
  }

  /** Looks once. What cannot be kept now, as while the store is away, is kept with a later look. */
  public void look() {
    try {
      List<Now> now = keeper.now();
      lasting.keySet().retainAll(now.stream().map(n -> n.state().id()).collect(Collectors.toSet()));
      now.forEach(n -> look(n.state(), n.wrong()));
    } catch (RuntimeException e) {
      LOG.debug("it could not be seen just now what is wrong around targets; the next look tries again", e);
    }
  }

  private void look(TargetState state, List<OutsideProblem> seen) {
    Map<String, OutsideProblem> wrong = seen.stream().collect(Collectors.toMap(ProblemWatch::key, Function.identity(), (a, b) -> a));
    Map<String, OpenProblem> kept = state.wrong().orElse(List.of()).stream().collect(Collectors.toMap(OpenProblem::key, p -> p));
    Map<String, Lasting> known = lasting.computeIfAbsent(state.id(), t -> new HashMap<>());
    // What lasted long enough while nothing could be kept is told even though it is over by now.
    known.values().removeIf(l -> l.wrong() != wrong.containsKey(key(l.problem())) && !(l.wrong() && due(l) && !kept.containsKey(
        key(l.problem()))));
    wrong.values().forEach(p -> last(known, p, true));
    kept.values().stream().filter(p -> !wrong.containsKey(p.key()))
        .forEach(p -> last(known, new OutsideProblem(p.part(), p.code(), p.message()), false));
    known.values().stream().filter(l -> l.wrong() != kept.containsKey(key(l.problem()))).filter(this::due).toList()
        .forEach(l -> keep(state.id(), l));
  }

  private void last(Map<String, Lasting> known, OutsideProblem problem, boolean wrong) {
    known.putIfAbsent(key(problem), new Lasting(problem, wrong, wall.instant(), steady.instant()));
  }

  private boolean due(Lasting l) {
    return Duration.between(l.from(), steady.instant()).compareTo(DWELL) >= 0;
  }

  private void keep(TargetId target, Lasting l) {
    OpenProblem problem = new OpenProblem(l.problem().part(), l.problem().code(), l.problem().message(), l.since());
    try {
      keeper.submit(target, new Command.NoteProblem(BY, problem, !l.wrong()));
    } catch (RuntimeException e) {
      LOG.debug("{} of {} cannot be kept just now; the next look tries again", problem.key(), target, e);
    }
  }

  private static String key(OutsideProblem problem) {
    return problem.part() + ":" + problem.code();
  }
}
