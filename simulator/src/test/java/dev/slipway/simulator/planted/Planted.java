package dev.slipway.simulator.planted;

import dev.slipway.simulator.Plant;
import dev.slipway.simulator.Result;
import dev.slipway.simulator.Simulation;
import dev.slipway.simulator.scenario.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One planted bug.
 *
 * @param name what is wrong
 * @param plant makes it anew for every run
 */
public record Planted(String name, Supplier<Plant> plant) {

  /** All of them. */
  public static List<Planted> all() {
    List<Planted> all = new ArrayList<>(WrongDecisions.all());
    all.addAll(WrongEffects.all());
    all.addAll(WrongCommits.all());
    all.addAll(WrongJudgements.all());
    all.addAll(WrongNumbers.all());
    all.addAll(WrongRouters.all());
    all.addAll(WrongSources.all());
    all.addAll(WrongPermissions.all());
    all.addAll(WrongChecks.all());
    return all;
  }

  /** The first run that finds it; absent when none of so many does. */
  public Optional<Result> find(long firstSeed, int seeds) {
    for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
      Result result = Simulation.run(Scenarios.of(seed), plant.get(), false);
      if (!result.good()) {
        return Optional.of(result);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return name;
  }
}
