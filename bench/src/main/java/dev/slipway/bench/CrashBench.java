package dev.slipway.bench;

import dev.slipway.bench.rig.Rig;

/**
 * Kills the server with −9 at random moments of real rollouts under load: {@code [--kills n] [--seed n] [--rps n]
 * [--router embedded|haproxy|nginx] [--servers n]}. Several servers share a PostgreSQL, and one of them is killed. Status 1 when anything
 * was lost.
 */
public final class CrashBench {
  private CrashBench() {}

  public static void main(String[] arguments) {
    BenchArguments given = BenchArguments.parse(arguments, "--kills", "--seed", "--rps", "--router", "--servers");
    boolean good;
    try (Rig rig = Rig.ofDistribution(given.number("--servers", 1))) {
      CrashRun run = new CrashRun(rig, rig.shop("crash"), given.seed(), given.number("--rps", 1_000), given.text("--router", "embedded"));
      CrashRun.Result result = run.untilKilled(given.number("--kills", 60));
      new Figures()
          .put("kills", result.killing().kills())
          .put("failed", result.load().failed())
          .put("lost", result.lost())
          .put("recovery_p99_ms", result.killing().recovery().p99())
          .put("recovery_ms", result.killing().recovery().median())
          .put("recoveries", result.killing().recovery().count())
          .put("takeover_p99_ms", result.killing().takeover().p99())
          .put("takeover_ms", result.killing().takeover().median())
          .put("takeovers", result.killing().takeover().count())
          .put("back_p99_ms", result.killing().back().p99())
          .put("back_ms", result.killing().back().median())
          .put("rollouts", result.rollouts())
          .put("journal_whole", result.journalWhole())
          .put("requests", result.load().requests())
          .put("failures", result.load().failures())
          .put("dropped_connections", result.load().droppedConnections())
          .put("phases", result.phases())
          .put("seed", result.seed())
          .printAs("crash");
      good = result.good();
    }
    System.exit(good ? 0 : 1);
  }
}
