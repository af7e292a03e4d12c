package dev.slipway.bench;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.simulator.rehearsal.Cast;
import dev.slipway.simulator.rehearsal.Conduct;
import dev.slipway.simulator.rehearsal.LatencyShape;
import dev.slipway.simulator.rehearsal.Odds;
import dev.slipway.simulator.rehearsal.Rehearsal;
import dev.slipway.simulator.scenario.Releases;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rollouts that {@code slipway simulate} plays: {@code [--runs n]}. A good release through the usual canary, an hour and more each, at 5
 * and 200 requests a second. They are counted against the processor time of the one thread that plays them, after a warm-up.
 */
public final class RehearsalBench {
  private static final int RUNS = 1_000;
  private static final double USUAL_MEDIAN_MILLIS = 32;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private RehearsalBench() {}

  public static void main(String[] arguments) {
    int runs = BenchArguments.parse(arguments, "--runs").number("--runs", RUNS);
    Figures figures = new Figures();
    for (int rate : new int[] {5, 200}) {
      figures.put("rollouts_per_s_at_" + rate, Math.round(perSecond(rate, runs) * 10) / 10.0);
    }
    figures.printAs("rehearsal");
  }

  private static double perSecond(double rate, int runs) {
    Conduct stable = new Conduct(0.001, new LatencyShape(USUAL_MEDIAN_MILLIS, LatencyShape.USUAL_SIGMA));
    Odds odds = new Odds(rate, stable, stable, true);
    play(odds, 2, runs / 2);
    long nanos = THREADS.getCurrentThreadCpuTime();
    double virtualHours = play(odds, 1, runs) / 3_600;
    double seconds = (THREADS.getCurrentThreadCpuTime() - nanos) / 1e9;
    Figures.say(
        "%d rollouts at %.0f requests/s, %.0f hours of virtual time, in %.1f s of processor time", runs, rate, virtualHours, seconds);
    return runs / seconds;
  }

  private static double play(Odds odds, long seed, int runs) {
    Cast cast = cast();
    return IntStream.range(0, runs).mapToDouble(i -> Rehearsal.course(cast, odds, seed, i).ended()).sum();
  }

  private static Cast cast() {
    Duration bake = Duration.ofMinutes(15);
    List<Strategy.CanaryStep> steps = IntStream.of(5, 25, 50, 100).mapToObj(w -> new Strategy.CanaryStep(w, bake, false)).toList();
    Policy policy =
        new Policy(
            new Strategy.Canary(steps), List.of(), List.of(), Duration.ofHours(1), Duration.ofMinutes(10), Otherwise.HOLD,
            JudgePolicy.DEFAULT, List.of(), List.of(), List.of());
    return new Cast(
        Releases.TARGET, Releases.release("1.0.0", 4, 60_000), Releases.release("1.1.0", 4, 60_000), policy, Releases.SETTINGS,
        Duration.ofSeconds(10), Duration.ofHours(1));
  }
}
