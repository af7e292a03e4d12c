package dev.slipway.bench;

import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.soak.Soak;

/**
 * Deploys for hours and judges whether anything grows: {@code [--minutes n] [--every-seconds n] [--kills-every-minutes n] [--rps n]
 * [--router embedded|haproxy] [--seed n]}. What counts as growth is written at {@code dev.slipway.bench.soak.Measure}. Status 1
 * when anything grew, a request failed, or a rollout ended otherwise than it should.
 */
public final class SoakBench {
  private SoakBench() {}

  public static void main(String[] arguments) {
    BenchArguments given = BenchArguments.parse(arguments, "--minutes", "--every-seconds", "--kills-every-minutes", "--rps", "--router",
        "--seed");
    Soak.Plan plan = new Soak.Plan(given.number("--minutes", 120), given.number("--every-seconds", 20),
        given.number("--kills-every-minutes", 60), given.number("--rps", 50), given.text("--router", "embedded"), given.seed());
    boolean good;
    try (Rig rig = Rig.ofDistribution()) {
      Soak.Result result = new Soak(rig, rig.shop("soak"), plan).run();
      Figures figures = new Figures()
          .put("good", result.good())
          .put("minutes", plan.minutes())
          .put("rollouts", result.rollouts())
          .put("outcomes", result.outcomes())
          .put("unexpected", result.unexpected())
          .put("kills", result.kills())
          .put("requests", result.load().requests())
          .put("failed", result.load().failed())
          .put("failures", result.load().failures())
          .put("dropped_connections", result.load().droppedConnections())
          .put("p99_ms", result.load().latency().p99Ms())
          .put("journal_whole", result.journalWhole())
          .put("router", plan.router())
          .put("seed", plan.seed());
      result.measures().forEach(figures::put);
      figures.put("looks_missed", result.looksMissed()).printAs("soak");
      good = result.good();
    }
    System.exit(good ? 0 : 1);
  }
}
