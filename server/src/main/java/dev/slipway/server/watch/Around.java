package dev.slipway.server.watch;

import dev.slipway.core.analysis.OwnMetric;
import dev.slipway.core.metric.MetricMemory;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Receivers;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.engine.Engine;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.loop.Tick;
import dev.slipway.engine.store.StateStore;
import dev.slipway.server.deploy.Routers;
import dev.slipway.server.journal.JournalFeed;
import dev.slipway.server.status.OutsideProblems;
import dev.slipway.server.view.TargetStatus.OutsideProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is wrong around the targets of a server: what their status shows, and what the server knows of itself. */
public final class Around implements ProblemWatch.Keeper {
  private static final int MOST_DEAD = 1_000;
  /** Parts that are of all targets alike: of these everybody hears once, over the first target that tells them. */
  private static final Set<String> OF_SERVER = Set.of("store", "disk", "certificate");
  private static final Pattern CODE = Pattern.compile("SLW-\\d{4}");

  private final Engine engine;
  private final StateStore store;
  private final Routers routers;
  private final Expected expected;
  private final OwnTrouble own;
  private List<TargetId> targets = List.of();
  private Map<TargetId, List<String>> dead = Map.of();
  private Map<TargetId, List<String>> troubled = Map.of();
  private Map<TargetId, List<OutsideProblem>> burning = Map.of();

  /** What is expected of targets over weeks, and what is wrong with that. */
  public interface Expected {
    /** Why metrics of objectives cannot be asked for, in the source's words. */
    Map<TargetId, List<String>> troubles();

    /** Budgets that burn so fast that somebody must know. */
    Map<TargetId, List<OutsideProblem>> burning();
  }

  /**
   * Around the targets of an engine.
   *
   * @param routers what befell the process of a target's router
   * @param expected what is wrong with objectives
   * @param own what is wrong with the server itself
   */
  public Around(Engine engine, StateStore store, Routers routers, Expected expected, OwnTrouble own) {
    this.engine = engine;
    this.store = store;
    this.routers = routers;
    this.expected = expected;
    this.own = own;
  }

  /** Watches until the feed is closed. */
  public void watch(JournalFeed feed, Clocks clocks) {
    Looking.begin("problems", feed, new ProblemWatch(this, clocks.steady(), clocks.wall())::look);
  }

  @Override
  public List<ProblemWatch.Now> now() {
    refresh();
    List<OutsideProblem> ofServer = own.now();
    Set<Receiver> told = new HashSet<>();
    List<ProblemWatch.Now> all = new ArrayList<>();
    for (TargetId target : targets) {
      engine.last(target).filter(t -> t.seen().isPresent()).ifPresent(tick -> {
        List<OutsideProblem> wrong = new ArrayList<>(around(tick));
        wrong.addAll(ofServer);
        boolean first = hears(tick.state(), told);
        wrong.removeIf(p -> !first && OF_SERVER.contains(p.part()));
        all.add(new ProblemWatch.Now(tick.state(), wrong));
      });
    }
    return all;
  }

  /** While the store is away, what it knew last. */
  private void refresh() {
    try {
      targets = store.targets().stream().sorted().toList();
      Map<TargetId, List<String>> letters = new HashMap<>();
      store.deliveries().deadLetters(MOST_DEAD).forEach(d -> letters.computeIfAbsent(d.lane().target(), t -> new ArrayList<>())
          .add(d.lane().receiver()));
      dead = letters;
      troubled = expected.troubles();
      burning = expected.burning();
    } catch (RuntimeException e) {
      return; // the loop over each target meets the same and shows it as a problem
    }
  }

  private List<OutsideProblem> around(Tick tick) {
    TargetState state = tick.state();
    Stream<OutsideProblem> metrics = Stream.concat(judged(state), troubled.getOrDefault(state.id(), List.of()).stream())
        .distinct().map(Around::ofMetrics);
    Stream<OutsideProblem> letters = Optional.ofNullable(dead.get(state.id())).stream().map(Around::ofNotices);
    return Stream.of(OutsideProblems.met(state, Optional.of(tick)), routers.troubles(state.router()).stream().map(OutsideProblems::of),
            metrics, letters, burning.getOrDefault(state.id(), List.of()).stream())
        .flatMap(each -> each).toList();
  }

  /** Why the judge of the rollout under way has nothing to go by, where its source fails. */
  private static Stream<String> judged(TargetState state) {
    return state.rollout().flatMap(r -> r.watching()).stream().flatMap(w -> w.watch().own().stream()).map(OwnMetric::memory)
        .filter(MetricMemory::faulty).flatMap(m -> m.trouble().stream());
  }

  private static OutsideProblem ofMetrics(String why) {
    Matcher code = CODE.matcher(why);
    return new OutsideProblem("metrics", code.find() ? code.group() : "SLW-4553", "a source of measurements: " + why);
  }

  private static OutsideProblem ofNotices(List<String> receivers) {
    return new OutsideProblem("notices", "SLW-5190", "SLW-5190 " + receivers.size() + " notices could not be told to "
        + String.join(", ", receivers.stream().distinct().toList()) + ". See: slipway notifications list");
  }

  /** Whether a target tells somebody whom none before it does. */
  private static boolean hears(TargetState state, Set<Receiver> told) {
    List<Receiver> fresh = state.receivers().map(Receivers::all).orElse(List.of()).stream()
        .filter(r -> r.hears(state.id().environment())).filter(told::add).toList();
    return !fresh.isEmpty();
  }

  @Override
  public void submit(TargetId target, Command command) {
    var unused = engine.submit(target, command);
  }
}
