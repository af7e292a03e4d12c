package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.Samples;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import dev.slipway.load.LoadPlan;
import dev.slipway.load.LoadReport;
import dev.slipway.load.LoadRun;

/**
 * How long a bad release is among users: {@code [--rounds n] [--errors percent] [--split percent] [--rps n]}.
 *
 * <p>The whole system with the judge that a user gets who configures nothing. From the load generator's own record: from when the first
 * request was sent that the candidate answered with an error to the last answer of the candidate at all. Every round is a configuration of
 * its own, so that no round is a retry of another.
 */
public final class BadDeployBench {
  private static final int MOST_SECONDS = 120;
  private static final long BEFORE_MILLIS = 4_000;
  private static final long SETTLE_MILLIS = 1_000;
  private static final String BAD = "1.3.0-failing";

  private BadDeployBench() {}

  public static void main(String[] arguments) {
    BenchArguments given = BenchArguments.parse(arguments, "--rounds", "--errors", "--split", "--rps");
    int errors = given.number("--errors", 5);
    int split = given.number("--split", 5);
    int rps = given.number("--rps", 1_000);
    Samples took = new Samples();
    Samples exposed = new Samples();
    Samples bad = new Samples();
    int missed = 0;
    long failed = 0;
    try (Rig rig = Rig.ofDistribution()) {
      Target target = rig.shop("bad");
      ServiceFile file = target.shop().with("replicas", "2");
      target.promoted(file.strategy(Strategies.blueGreen("0s")), "1.0.0");
      for (int round = 1; round <= given.number("--rounds", 20); round++) {
        ServiceFile canary = file.strategy(Strategies.canary(split + "%, 100%", "60s"))
            .with("judge", "evidence").with("env", "{ SHOP_FAIL_PERCENT: " + errors + ", ROUND: " + round + " }");
        LoadReport report = round(target, canary, rps);
        LoadReport.ReleaseSeen seen = report.seenOf(BAD).orElseThrow();
        double millis = seen.lastAnsweredMs() - seen.firstErrorSentMs();
        String outcome = target.status().path("last").path("outcome").asText();
        missed += outcome.equals("rolled-back") && seen.errors() > 0 ? 0 : 1;
        failed += report.failed();
        took.add(millis);
        exposed.add(seen.requests());
        bad.add(seen.errors());
        Figures.say("round %2d: %s after %.0f ms, %d requests to the candidate, %d of them bad: %s", round, outcome, millis,
            seen.requests(), seen.errors(), target.status().path("last").path("reason").asText());
      }
      rig.remove(target);
    }
    new Figures().put("p50_ms", took.median()).put("p99_ms", took.p99()).put("exposed_requests", exposed.median())
        .put("bad_responses", bad.median()).put("rounds", took.count()).put("missed", missed).put("failed", failed)
        .put("errors_percent", errors).put("split_percent", split).put("rps", rps).printAs("bad-deploy");
    System.exit(missed == 0 ? 0 : 1);
  }

  private static LoadReport round(Target target, ServiceFile canary, int rps) {
    LoadPlan plan = LoadPlan.against(target.url()).requestsPerSecond(rps).rampSeconds(2).maxSeconds(MOST_SECONDS).newConnectionShare(0.2)
        .build();
    try (LoadRun load = LoadRun.start(plan)) {
      Wait.millis(BEFORE_MILLIS);
      JsonNode last = target.deployed(canary, BAD);
      if (last.path("outcome").asText().isEmpty()) {
        throw new IllegalStateException("the rollout has no outcome: " + last);
      }
      Wait.millis(SETTLE_MILLIS);
      return load.finish();
    }
  }
}
