package dev.slipway.bench;

import dev.slipway.simulator.Plant;
import dev.slipway.simulator.Result;
import dev.slipway.simulator.Simulation;
import dev.slipway.simulator.planted.Planted;
import dev.slipway.simulator.scenario.Scenarios;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The whole engine in virtual time: {@code [--seeds n] [--from seed]}, or one run to read: {@code --seed n --trace}.
 *
 * <p>Rollouts per second are those of one core: they are counted against the processor time of the one thread that runs them all, after a
 * warm-up, so that a busy machine does not change them.
 */
public final class SimulateBench {
  private static final int SEEDS = 100_000;
  private static final int WARM_UP_SEEDS = 3_000;
  private static final int SEEDS_PER_BUG = 10_000;
  private static final int MOST_FAILURES_SHOWN = 10;

  private SimulateBench() {}

  public static void main(String[] arguments) {
    String[] valued = Arrays.stream(arguments).filter(a -> !a.equals("--trace")).toArray(String[]::new);
    BenchArguments given = BenchArguments.parse(valued, "--seeds", "--from", "--seed");
    if (valued.length < arguments.length) {
      trace(given.seed());
      return;
    }
    Figures figures = new Figures();
    int violations = seeds(Long.parseLong(given.text("--from", "0")), given.number("--seeds", SEEDS), figures);
    long found = bugs(figures);
    figures.printAs("simulate");
    System.exit(violations == 0 && found == Planted.all().size() ? 0 : 1);
  }

  private static void trace(long seed) {
    Result result = Simulation.run(Scenarios.of(seed), Plant.NONE, true);
    result.trace().forEach(System.out::println);
    System.out.println("seed " + seed + ": " + result.rollouts() + " rollouts, " + result.turns() + " turns, " + result.millis()
        + " virtual ms, " + (result.good() ? "every invariant held" : result.violations().toString()));
    System.exit(result.good() ? 0 : 1);
  }

  private static int seeds(long from, int count, Figures figures) {
    for (long seed = 0; seed < WARM_UP_SEEDS; seed++) {
      var unused = Simulation.run(seed);
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long beganNanos = threads.getCurrentThreadCpuTime();
    long rollouts = 0;
    int violations = 0;
    for (long seed = from; seed < from + count; seed++) {
      Result result = Simulation.run(seed);
      rollouts += result.rollouts();
      if (!result.good() && ++violations <= MOST_FAILURES_SHOWN) {
        Figures.say("seed %d: %s%n  see it again with: %s", seed, result.violations(), result.replay());
      }
    }
    double seconds = (threads.getCurrentThreadCpuTime() - beganNanos) / 1e9;
    figures.put("rollouts_per_s", Math.round(rollouts / seconds)).put("seeds", count).put("violations", violations);
    Figures.say("%d rollouts of %d seeds in %.1f s of processor time", rollouts, count, seconds);
    return violations;
  }

  private static long bugs(Figures figures) {
    List<Planted> planted = Planted.all();
    long found = 0;
    for (Planted bug : planted) {
      Optional<Result> result = bug.find(0, SEEDS_PER_BUG);
      found += result.isPresent() ? 1 : 0;
      String how = result.map(r -> "found by seed " + r.seed() + ", " + r.violations().getFirst().invariant()).orElse("NOT FOUND");
      Figures.say("%-55s %s", bug.name(), how);
    }
    figures.put("planted", planted.size()).put("found", found);
    return found;
  }
}
