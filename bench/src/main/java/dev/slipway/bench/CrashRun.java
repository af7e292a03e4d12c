package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Apis;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import dev.slipway.cli.CliException;
import dev.slipway.load.LoadPlan;
import dev.slipway.load.LoadReport;
import dev.slipway.load.LoadRun;
import dev.slipway.load.RequestMix;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Rollouts under load whose server is killed at moments that a seed chooses, and started again at once. */
final class CrashRun {
  private static final List<String> GOOD = List.of("1.0.0", "1.1.0", "1.2.0");
  private static final String FAILING = "1.3.0-failing";
  private static final Duration END_TIMEOUT = Duration.ofSeconds(90);
  private static final int MOST_KILLS_PER_ROLLOUT = 3;
  private static final int LATEST_KILL_MILLIS = 2_500;
  private static final int DURING_CALL_MILLIS = 60;
  private static final int MOST_SECONDS = 4 * 3_600; // Longer than any run: rollouts without traffic never end.

  private final Rig rig;
  private final Target target;
  private final long seed;
  private final int rps;
  private final String router;
  private final SplittableRandom random;
  private final Killing killing;
  private final Map<String, Integer> phases = new TreeMap<>();
  private int rollouts;
  private int lost;
  private String stable = GOOD.getFirst();

  CrashRun(Rig rig, Target target, long seed, int rps, String router) {
    this.rig = rig;
    this.target = target;
    this.seed = seed;
    this.rps = rps;
    this.router = router;
    this.random = new SplittableRandom(seed);
    this.killing = Killing.of(rig, target, random);
  }

  /**
   * What came of it.
   *
   * @param lost rollouts that did not end, or ended otherwise than their candidate deserves
   * @param phases how often each was hit
   */
  record Result(long seed, Killing killing, int rollouts, int lost, Map<String, Integer> phases, boolean journalWhole, LoadReport load) {
    boolean good() {
      return lost == 0 && journalWhole && load.failed() == 0 && load.droppedConnections() == 0;
    }
  }

  Result untilKilled(int wanted) {
    Figures.say("seed %d", seed);
    target.promoted(file(Strategies.blueGreen("1s")), stable);
    LoadPlan plan =
        LoadPlan.against(target.url()).requestsPerSecond(rps).rampSeconds(2).maxSeconds(MOST_SECONDS).newConnectionShare(0.5)
            .mix(new RequestMix(0.2, 0.002, 0)).webSockets(2).build();
    try (LoadRun load = LoadRun.start(plan)) {
      while (killing.kills() < wanted) {
        rollout(wanted);
        LoadReport now = load.snapshot();
        Figures.say("kills %d  rollouts %d  lost %d  requests %d  failed %d %s", killing.kills(), rollouts, lost, now.requests(),
            now.failed(), now.failures());
      }
      boolean whole = rig.several().<Apis>map(s -> s).orElse(rig.server()).api().get("/journal/verify").path("whole").asBoolean();
      return new Result(seed, killing, rollouts, lost, phases, whole, load.finish());
    }
  }

  private ServiceFile file(String strategy) {
    return target.shop()
        .with("replicas", "2")
        .with("drain", "5s")
        .with("router", router)
        .strategy(strategy)
        .rollbackWhen("error-rate > 1% for 1s")
        .with("validate", "[ { get: /live, status: 200 } ]")
        .with("hooks", "{ before: [ { run: sleep 0.2, idempotent: true } ], after: [ { run: sleep 0.2, idempotent: true } ] }");
  }

  /** One rollout, killed into up to three times; its end must be what its candidate deserves. */
  private void rollout(int wanted) {
    boolean bad = random.nextInt(10) < 3;
    String candidate = bad ? FAILING : GOOD.get((GOOD.indexOf(stable) + 1) % GOOD.size());
    String strategy = Strategies.all(bad ? "4s" : "1s").get(random.nextInt(3));
    long number = begin(file(strategy), candidate);
    rollouts++;
    for (int i = 0; i < MOST_KILLS_PER_ROLLOUT && killing.kills() < wanted; i++) {
      Optional<String> phase = phaseAfter(random.nextInt(LATEST_KILL_MILLIS), number);
      if (phase.isEmpty()) {
        break;
      }
      killAndRestart(phase.get());
    }
    judge(number, candidate, bad, strategy);
  }

  /** Asks for the rollout; one time in four the server is killed while it is asked. */
  private long begin(ServiceFile file, String candidate) {
    long before = target.status().path("rollouts").asLong();
    if (random.nextInt(4) == 0) {
      long delayMillis = random.nextInt(DURING_CALL_MILLIS);
      Thread asking = Thread.ofPlatform().daemon().start(() -> askOnce(file, candidate));
      Wait.millis(delayMillis);
      killAndRestart("during-call");
      join(asking);
    } else {
      target.deploy(file, candidate);
    }
    if (target.status().path("rollouts").asLong() == before) {
      target.deploy(file, candidate);
    }
    return before + 1;
  }

  private void askOnce(ServiceFile file, String candidate) {
    try {
      target.deploy(file, candidate);
    } catch (CliException | RigException killedMeanwhile) {
      Figures.say("  the call did not come back, as it may: %s", String.valueOf(killedMeanwhile.getMessage()));
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The phase the rollout is in after a while, if it has not ended. */
  private Optional<String> phaseAfter(long millis, long number) {
    Wait.millis(millis);
    JsonNode status = target.status();
    return status.path("rollout").path("number").asLong() == number ? Optional.of(status.path("rollout").path("phase").asText())
        : Optional.empty();
  }

  private void killAndRestart(String phase) {
    String what = killing.now(phase);
    phases.merge(phase, 1, Integer::sum);
    Figures.say("  kill %d in %s: %s", killing.kills(), phase, what);
  }

  private void judge(long number, String candidate, boolean bad, String strategy) {
    try {
      JsonNode last = target.awaitEnd(number, END_TIMEOUT);
      String now = target.stableVersion();
      String outcome = last.path("outcome").asText();
      boolean right = bad ? outcome.equals("rolled-back") && now.equals(stable) : outcome.equals("promoted") && now.equals(candidate);
      if (!right) {
        lost++;
        Figures.say("  LOST: %s of %s came to %s, stable %s", Strategies.nameOf(strategy), candidate, last, now);
      }
      if (GOOD.contains(now)) {
        stable = now;
      }
    } catch (RigException notEnded) {
      lost++;
      Figures.say("  LOST: %s", notEnded.toString());
      throw notEnded;
    }
  }
}
