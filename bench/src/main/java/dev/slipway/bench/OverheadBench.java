package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.Samples;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import dev.slipway.load.LoadPlan;
import dev.slipway.load.LoadReport;
import dev.slipway.load.LoadRun;
import java.util.List;

/**
 * What Slipway adds to a deploy, and how long a rollback leaves users on the bad release: {@code [--deploys n] [--rollbacks n] [--rps n]
 * [--platform process|docker|kubernetes] [--idle-minutes n]}.
 *
 * <p>Overhead of a blue-green deploy without bake: from the call to promoted, less the slowest instance's own way from its start to its
 * first ready
 * answer, which is measured here by asking its port. Rollback: from the call (or the start of the command) to the last request that was
 * sent to the
 * release gone back from.
 */
public final class OverheadBench {
  private static final long SETTLE_MILLIS = 1_000;
  private static final int MOST_SECONDS = 1_800;
  /** Three, because the one before would still be warm and need no start. */
  private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "1.2.0");

  private OverheadBench() {}

  public static void main(String[] arguments) {
    BenchArguments given = BenchArguments.parse(arguments, "--deploys", "--rollbacks", "--rps", "--platform", "--idle-minutes");
    String platform = given.text("--platform", "process");
    Figures figures = new Figures();
    try (Rig rig = Rig.ofDistribution()) {
      if (platform.equals("kubernetes")) {
        new ClusterOverhead(rig).measure(given.number("--deploys", 10), given.number("--rollbacks", 10), figures);
      } else if (platform.equals("docker")) {
        new EngineCalls(rig).measure(given.number("--deploys", 10), given.number("--idle-minutes", 3), figures);
      } else {
        deploys(rig, given.number("--deploys", 12), figures);
        rollbacks(rig, given.number("--rollbacks", 10), given.number("--rps", 1_000), figures);
      }
    }
    figures.printAs(platform.equals("process") ? "overhead" : "overhead --platform " + platform);
  }

  private static void deploys(Rig rig, int count, Figures figures) {
    Target target = rig.shop("overhead");
    Readiness readiness = new Readiness(rig.workspace().folder().resolve("starts"));
    ServiceFile file = target.shop().with("replicas", "2").running(readiness.announced(target.shop().artifact().run()))
        .strategy(Strategies.blueGreen("0s"));
    target.promoted(file, "1.0.0");
    Samples overhead = new Samples();
    Samples whole = new Samples();
    Samples own = new Samples();
    for (int i = 0; i < count; i++) {
      String version = VERSIONS.get((i + 1) % VERSIONS.size());
      readiness.forget();
      long calledNanos = System.nanoTime();
      try (Readiness.Watching watching = readiness.watch(2)) {
        target.promoted(file, version);
        double tookMillis = (System.nanoTime() - calledNanos) / 1e6;
        double ownMillis = watching.slowestMillis();
        whole.add(tookMillis);
        own.add(ownMillis);
        overhead.add(tookMillis - ownMillis);
        Figures.say("deploy %2d of %d: %.0f ms, of which the candidate's own start %.0f ms", i + 1, count, tookMillis, ownMillis);
      }
    }
    figures.put("deploy_overhead_ms", overhead).put("deploy_ms", whole).put("readiness_ms", own);
    rig.remove(target);
  }

  private static void rollbacks(Rig rig, int count, int rps, Figures figures) {
    Target target = rig.shop("rollback");
    ServiceFile file = target.shop().with("replicas", "2").strategy(Strategies.blueGreen("500ms"));
    target.promoted(file, "1.0.0");
    LoadPlan plan = LoadPlan.against(target.url()).requestsPerSecond(rps).rampSeconds(2).maxSeconds(MOST_SECONDS).newConnectionShare(0.5)
        .build();
    Samples byApi = new Samples();
    Samples byCommand = new Samples();
    try (LoadRun load = LoadRun.start(plan)) {
      for (int i = 0; i < count; i++) {
        byApi.add(back(target, file, load, i, () -> target.command("rollback")));
        byCommand.add(back(target, file, load, i, () -> command(rig, target)));
        Figures.say("rollback %2d of %d: by API and by command", i + 1, count);
      }
      LoadReport report = load.finish();
      figures.put("rollback_ms", byApi).put("rollback_cli_ms", byCommand).put("requests", report.requests()).put("failed", report.failed());
    }
  }

  /** Time from asking to the last request that the bad release was sent. */
  private static double back(Target target, ServiceFile file, LoadRun load, int round, Runnable ask) {
    String bad = round % 2 == 0 ? "1.1.0" : "1.2.0";
    target.promoted(file, bad);
    Wait.millis(SETTLE_MILLIS);
    long before = target.status().path("rollouts").asLong();
    long askedAtMillis = System.currentTimeMillis();
    ask.run();
    JsonNode last = target.awaitEnd(before + 1);
    Wait.millis(SETTLE_MILLIS);
    double lastSent = load.snapshot().seenOf(bad).orElseThrow().lastSentMs();
    double tookMillis = load.snapshot().startedAtMillis() + lastSent - askedAtMillis;
    Figures.say("  back from %s: last request on it after %.0f ms (%s)", bad, tookMillis, last.path("outcome").asText());
    return Math.max(0, tookMillis);
  }

  private static void command(Rig rig, Target target) {
    Program.Ended ended = rig.program().run("rollback", target.name(), "measured", "--detach");
    if (ended.exit() != 0) {
      throw new IllegalStateException(ended.said());
    }
  }
}
