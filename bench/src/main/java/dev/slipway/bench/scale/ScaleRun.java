package dev.slipway.bench.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.engine.Engine;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.loop.Outside;
import dev.slipway.engine.loop.Tick;
import dev.slipway.engine.metric.Readings;
import dev.slipway.engine.store.SqliteStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One size, in a process of its own: {@code ROLLOUTS SECONDS REQUESTS_PER_SECOND FOLDER}. Every target gets a first release, then a canary
 * whose first step bakes for as long as is measured. The last line is one JSON object.
 */
public final class ScaleRun {
  private static final long MOST_SECONDS_TO_BEGIN = 1_800;
  private static final int LOOK_MILLIS = 200;
  private static final int PEOPLE = 64;
  private static final int SETTLE_SECONDS = 10;
  private static final double MEBIBYTE = 1024 * 1024;

  private static final TargetSettings SETTINGS =
      new TargetSettings(new Endpoint("127.0.0.1", 8080), Optional.empty(), Optional.empty(), Duration.ofSeconds(5));

  private ScaleRun() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rollouts = Integer.parseInt(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    Looks looks = new Looks();
    Fleet fleet = new Fleet(Double.parseDouble(arguments[2]), looks);
    Path folder = Files.createTempDirectory(Path.of(arguments[3]), "scale");
    Clocks clocks = Clocks.system();
    try (SqliteStore store = SqliteStore.open(folder.resolve("slipway.db"), clocks.steady());
        Engine engine = new Engine(store, state -> new Outside(fleet, fleet, fleet, Readings.NONE), clocks, "scale")) {
      long beganNanos = System.nanoTime();
      deploy(engine, rollouts, "1.0", new Strategy.BlueGreen(Duration.ZERO));
      await(engine, rollouts, ScaleRun::promoted);
      deploy(engine, rollouts, "1.1", Subjects.canary());
      await(engine, rollouts, ScaleRun::bakes);
      double beginSeconds = (System.nanoTime() - beganNanos) / 1e9;
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      System.out.println(new ObjectMapper().writeValueAsString(measured(store, looks, rollouts, seconds, beginSeconds)));
    }
  }

  private static Map<String, Object> measured(SqliteStore store, Looks looks, int rollouts, int seconds,
      double beginSeconds) throws InterruptedException {
    OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long records = last(store);
    long cpuNanos = machine.getProcessCpuTime();
    long beganNanos = System.nanoTime();
    looks.count(true);
    TimeUnit.SECONDS.sleep(seconds);
    looks.count(false);
    double took = (System.nanoTime() - beganNanos) / 1e9;
    double cpuMillis = (machine.getProcessCpuTime() - cpuNanos) / 1e6;
    long commits = last(store) - records;
    System.gc();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rollouts", rollouts);
    figures.put("lag_p50_ms", looks.lagMillis(0.5));
    figures.put("lag_p99_ms", looks.lagMillis(0.99));
    figures.put("heap_mb", Math.round(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE));
    figures.put("cpu_ms_per_rollout", Math.round(cpuMillis / rollouts / took * 1e4) / 1e4);
    figures.put("cores", Math.round(cpuMillis / took / 10) / 100.0);
    figures.put("looks_per_s", Math.round(looks.count() / took));
    figures.put("commits_per_s", Math.round(commits / took));
    figures.put("begin_s", Math.round(beginSeconds * 10) / 10.0);
    return figures;
  }

  private static long last(SqliteStore store) {
    return store.lastSequence();
  }

  /** By several people at once: one alone would wait for the disk as often as there are rollouts. */
  private static void deploy(Engine engine, int rollouts, String version, Strategy strategy) {
    Policy policy =
        new Policy(
            strategy, List.of(), List.of(), Duration.ZERO, Duration.ofMinutes(30), Otherwise.HOLD, JudgePolicy.DEFAULT, List.of(),
                List.of(), List.of());
    Command deploy = new Command.Deploy("bench", Subjects.release(version), policy, SETTINGS, Command.WhenBusy.REFUSE, false, "");
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService people = Executors.newFixedThreadPool(PEOPLE, Thread.ofVirtual().factory())) {
      for (int i = 0; i < rollouts; i++) {
        TargetId target = Subjects.target(i);
        all.add(people.submit(() -> engine.submit(target, deploy)));
      }
    }
    all.forEach(Future::resultNow);
  }

  private interface Wanted {
    boolean holds(Tick tick);
  }

  private static boolean promoted(Tick tick) {
    return tick.state().rollout().isEmpty() && tick.state().stable().isPresent();
  }

  private static boolean bakes(Tick tick) {
    return tick.state().rollout().filter(r -> r.phase() instanceof Phase.Baking).isPresent();
  }

  private static void await(Engine engine, int rollouts, Wanted wanted) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS_TO_BEGIN);
    for (int i = 0; i < rollouts; i++) {
      while (engine.last(Subjects.target(i)).filter(wanted::holds).isEmpty()) {
        if (System.nanoTime() > deadlineNanos) {
          throw new IllegalStateException(Subjects.target(i) + " never came so far: " + engine.last(Subjects.target(i)).map(Tick::state));
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    }
  }
}
