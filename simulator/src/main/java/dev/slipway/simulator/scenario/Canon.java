package dev.slipway.simulator.scenario;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.check.Check;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.strategy.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A canonical scenario: short, without faults of its own, so that every place in it at which a server can die is tried.
 *
 * @param name what happens
 */
public record Canon(String name, Scenario scenario) {
  private static final Duration BAKE = Duration.ofMillis(500);
  private static final int INSTANCES = 2;
  private static final Scenario.Rhythm RHYTHM = new Scenario.Rhythm(500, 60, 40, 0, 40, 100);
  private static final Command BACK = new Command.Rollback("anna", "back", Optional.empty());
  private static final Policy.Hook HOOK = new Policy.Hook("hook", "ok", Duration.ofMillis(300), true);

  /** All of them. */
  public static List<Canon> all() {
    List<Canon> all = new ArrayList<>();
    all.addAll(ofEach("blue-green", new Strategy.BlueGreen(BAKE)));
    all.addAll(ofEach("canary", canary()));
    all.addAll(ofEach("rolling", new Strategy.Rolling(1, 0, BAKE)));
    all.add(superseded());
    all.add(first("first deploy of a good release", Behaviour.GOOD));
    all.add(first("first deploy of a failing release", Behaviour.GOOD.failing(30)));
    return all;
  }

  private static List<Canon> ofEach(String name, Strategy strategy) {
    return List.of(
        canon(name + " of a good release", strategy, Behaviour.GOOD),
        canon(name + " of a failing release", strategy, Behaviour.GOOD.failing(30)),
        canon(name + " of a release that is never ready", strategy, Behaviour.NEVER_READY),
        canon(name + " aborted", strategy, Behaviour.GOOD, ask(450, new Command.Abort("anna", "no"))),
        canon(name + " rolled back after promotion", strategy, Behaviour.GOOD, ask(3_000, BACK)),
        canon(name + " with an emergency", strategy, Behaviour.GOOD, new Happening.Emergency(600)));
  }

  private static Strategy canary() {
    return new Strategy.Canary(List.of(new Strategy.CanaryStep(10, BAKE, false), new Strategy.CanaryStep(100, BAKE, false)));
  }

  private static Policy policy(Strategy strategy) {
    Trigger errors = new Trigger(Measure.ERROR_RATE, 0.02, Duration.ofMillis(300));
    return new Policy(
        strategy, List.of(errors), List.of(Check.get("/")), Duration.ofMillis(1_500), Duration.ofSeconds(20), Otherwise.HOLD,
        JudgePolicy.TRIGGERS, List.of(HOOK), List.of(), List.of(HOOK));
  }

  private static Happening ask(int atMillis, Command command) {
    return new Happening.Ask(atMillis, command);
  }

  private static Command deploy(String version, Strategy strategy, Command.WhenBusy whenBusy) {
    Release release = Releases.release(version, INSTANCES, 1_000);
    return new Command.Deploy("anna", release, policy(strategy), Releases.SETTINGS, whenBusy, false, "");
  }

  private static Canon canon(String name, Strategy strategy, Behaviour candidate, Happening... more) {
    List<Happening> happenings = new ArrayList<>(List.of(ask(10, deploy("2", strategy, Command.WhenBusy.QUEUE))));
    happenings.addAll(List.of(more));
    return new Canon(name, scenario(Optional.of(Releases.release("1", INSTANCES, 1_000)), candidate, happenings));
  }

  private static Canon superseded() {
    List<Happening> happenings =
        List.of(ask(10, deploy("2", canary(), Command.WhenBusy.QUEUE)), ask(600, deploy("3", canary(), Command.WhenBusy.SUPERSEDE)));
    Optional<Release> stable = Optional.of(Releases.release("1", INSTANCES, 1_000));
    return new Canon("canary superseded by another", scenario(stable, Behaviour.GOOD, happenings));
  }

  private static Canon first(String name, Behaviour candidate) {
    return new Canon(name, scenario(Optional.empty(), candidate, List.of(ask(10, deploy("2", canary(), Command.WhenBusy.QUEUE)))));
  }

  private static Scenario scenario(Optional<Release> stable, Behaviour candidate, List<Happening> happenings) {
    Release two = Releases.release("2", INSTANCES, 1_000);
    return new Scenario(1, stable, Map.of(two.id(), candidate), happenings, List.of(), RHYTHM);
  }

  @Override
  public String toString() {
    return name;
  }
}
