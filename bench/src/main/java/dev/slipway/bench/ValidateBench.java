package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.Samples;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.load.LoadPlan;
import dev.slipway.load.LoadReport;
import dev.slipway.load.LoadRun;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How long the usual checks of a service take by the command line, start of the program included, and how many requests a load of ten
 * seconds holds: {@code [--runs n] [--concurrent n] [--seconds n]}.
 */
public final class ValidateBench {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ValidateBench() {}

  public static void main(String[] arguments) throws IOException {
    BenchArguments given = BenchArguments.parse(arguments, "--runs", "--concurrent", "--seconds");
    Figures figures = new Figures();
    try (Rig rig = Rig.ofDistribution()) {
      Target target = rig.shop("validate");
      ServiceFile shop = target.shop().strategy(Strategies.blueGreen("0s"));
      target.promoted(shop, "1.0.0");
      Path file = target.write(shop);
      checks(rig, target, file, given.number("--runs", 5), figures);
      load(target, given.number("--concurrent", 50), given.number("--seconds", 10), figures);
    }
    figures.printAs("validate");
  }

  private static void checks(Rig rig, Target target, Path file, int runs, Figures figures) throws IOException {
    Samples seconds = new Samples();
    Samples asking = new Samples();
    long asked = 0;
    for (int i = 0; i < runs; i++) {
      Program.Ended ended = rig.program().start("validate", target.name(), "-f", file.toString(), "--json").ended(60);
      if (ended.exit() != 0) {
        throw new RigException("exit status " + ended.exit() + ": " + ended.said());
      }
      JsonNode report = JSON.readTree(ended.out());
      asked = report.path("checks").size() - report.at("/counts/skipped").asLong();
      seconds.add(ended.tookMicros() / 1e6);
      asking.add(report.path("millis").asDouble() / 1000);
    }
    figures.put("checks", asked).put("seconds", Math.round(seconds.median() * 1000) / 1000.0);
    figures.put("asking_seconds", Math.round(asking.median() * 1000) / 1000.0);
  }

  /** The load runs in this process, so that its processor time is the generator's. */
  private static void load(Target target, int concurrent, int seconds, Figures figures) {
    LoadPlan plan = LoadPlan.against(target.url()).concurrent(concurrent).maxSeconds(seconds).keepAliveConnections(concurrent)
        .maxInFlight(concurrent).build();
    long cpuFrom = cpuNanos();
    LoadReport report;
    try (LoadRun run = LoadRun.start(plan)) {
      report = run.await();
    }
    double cores = (cpuNanos() - cpuFrom) / 1e9 / report.seconds();
    double perSecond = report.requests() / report.seconds();
    Figures.say(String.format(Locale.ROOT, "%d requests, %d failed, p95 %.1f ms", report.requests(), report.failed(), report.latency()
        .p95Ms()));
    figures.put("load_rps", Math.round(perSecond)).put("load_failed", report.failed());
    figures.put("load_p95_ms", report.latency().p95Ms()).put("generator_cores", Math.round(cores * 100) / 100.0);
    figures.put("load_rps_a_core", Math.round(perSecond / cores));
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system ? system.getProcessCpuTime() : 0;
  }
}
