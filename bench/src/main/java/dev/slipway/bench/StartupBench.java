package dev.slipway.bench;

import dev.slipway.bench.rig.Installation;
import dev.slipway.bench.rig.Memory;
import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.Samples;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How quickly the programs start and how much memory they keep: {@code [--runs n]}; other programs beside them in the same run. */
public final class StartupBench {
  private static final int IDLE_SECONDS = 10;

  private StartupBench() {}

  public static void main(String[] arguments) {
    BenchArguments given = BenchArguments.parse(arguments, "--runs");
    int runs = given.number("--runs", 15);
    Figures figures = new Figures();
    try (Rig rig = Rig.ofDistribution()) {
      Target target = rig.shop("startup");
      target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
      commands(rig, target, runs, figures);
      serverStarts(rig, runs, figures);
      Figures.say("idle for %d s", IDLE_SECONDS);
      Wait.millis(IDLE_SECONDS * 1_000L);
      figures.put("server_rss_mb", Memory.residentMb(rig.server().pid()));
      figures.put("proxy_rss_mb", Memory.residentMb(rig.server().proxyPid().orElseThrow(() -> new RigException("no proxy runs"))));
    }
    figures.printAs("startup");
  }

  /** Ours and the others in turn, so that a busy moment of the machine meets them all. */
  private static void commands(Rig rig, Target target, int runs, Figures figures) {
    Samples version = new Samples();
    Samples status = new Samples();
    Samples git = new Samples();
    Samples python = new Samples();
    Samples java = new Samples();
    for (int i = 0; i < runs; i++) {
      version.add(ours(rig.program().start("--version")));
      status.add(ours(rig.program().start("status", target.name())));
      git.add(other("git", "--version"));
      python.add(other("python3", "-c", "pass"));
      java.add(other(Installation.java().toString(), "-Xshare:auto", "-version"));
    }
    figures.put("version_ms", version).put("status_ms", status).put("git_version_ms", git.median());
    figures.put("python_pass_ms", python.median()).put("java_version_ms", java.median());
    figures.put("version_ratio_java", Math.round(100 * version.median() / Math.max(1, java.median())) / 100.0);
  }

  private static double ours(Program.Started started) {
    Program.Ended ended = started.ended(60);
    if (ended.exit() != 0) {
      throw new RigException("exit status " + ended.exit() + ": " + ended.said());
    }
    return ended.tookMicros() / 1000.0;
  }

  private static double other(String... command) {
    long start = System.nanoTime();
    try {
      Process process =
          new ProcessBuilder(List.of(command)).redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new RigException(command[0] + " failed");
      }
    } catch (IOException absent) {
      Figures.say("%s is not installed: no comparison with it", command[0]);
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigException("interrupted", e);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static void serverStarts(Rig rig, int runs, Figures figures) {
    Samples ready = new Samples();
    for (int i = 0; i < runs; i++) {
      rig.server().stop();
      long start = System.nanoTime();
      rig.server().start();
      ready.add((System.nanoTime() - start) / 1e6);
    }
    figures.put("server_ready_ms", ready);
  }
}
