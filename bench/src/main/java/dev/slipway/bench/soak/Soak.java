package dev.slipway.bench.soak;

import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import dev.slipway.cli.CliException;
import dev.slipway.load.LoadPlan;
import dev.slipway.load.LoadReport;
import dev.slipway.load.LoadRun;
import dev.slipway.load.RequestMix;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** A bounded time of deploys under a light load, with a look at every process each minute. */
public final class Soak {
  private static final int MOST_MINUTES = 230;
  private static final int WARMUP_MINUTES = 30;
  private static final int WARMUP_SHARE = 4;
  /** Kills come in bursts, so that the lives between them are long enough to show a leak. */
  private static final int KILLS_IN_A_BURST = 3;

  private final Rig rig;
  private final Target target;
  private final Plan plan;
  private final Deploying deploying;
  private final Looking looking;
  private final List<Sample> samples = new CopyOnWriteArrayList<>();
  private final AtomicInteger looksMissed = new AtomicInteger();
  private final long beganNanos = System.nanoTime();

  /**
   * What is asked for.
   *
   * @param killsEveryMinutes between the bursts of {@value Soak#KILLS_IN_A_BURST} kills
   */
  public record Plan(int minutes, int everySeconds, int killsEveryMinutes, int rps, String router, long seed) {
    public Plan {
      if (minutes < 1 || minutes > MOST_MINUTES) {
        throw new IllegalArgumentException("a soak takes from 1 to " + MOST_MINUTES + " minutes");
      }
    }
  }

  /**
   * What came of it.
   *
   * @param outcomes how often each was dealt
   * @param unexpected rollouts that ended otherwise
   * @param measures figures by measure, as {@link Growth} gives them
   * @param looksMissed that could not be made, since a process went away meanwhile
   */
  public record Result(int rollouts, Map<String, Integer> outcomes, int unexpected, int kills, LoadReport load, boolean journalWhole,
      Map<String, Map<String, Object>> measures, int looksMissed) {
    /** Nothing grew, nothing was lost. */
    public boolean good() {
      return unexpected == 0 && journalWhole && load.failed() == 0 && load.droppedConnections() == 0
          && measures.values().stream().allMatch(m -> Boolean.TRUE.equals(m.get("good")));
    }
  }

  /** On a target that nothing was deployed to. */
  public Soak(Rig rig, Target target, Plan plan) {
    this.rig = rig;
    this.target = target;
    this.plan = plan;
    this.deploying = new Deploying(rig, target, plan.router(), plan.seed());
    boolean embedded = plan.router().equals("embedded");
    LongSupplier router = embedded ? () -> rig.server().proxyPid().orElseThrow() : () -> rig.server().haproxyPid(target.name());
    this.looking = new Looking(rig, router, embedded);
  }

  /** Runs it to its end. */
  public Result run() {
    say("seed %d", plan.seed());
    deploying.first();
    ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    try (LoadRun load = LoadRun.start(load())) {
      looks.scheduleAtFixedRate(this::look, 0, 1, TimeUnit.MINUTES);
      deployUntilTheEnd(load);
      looks.close();
      boolean whole = rig.server().api().get("/journal/verify").path("whole").asBoolean();
      double warmup = Math.min(WARMUP_MINUTES, (double) plan.minutes() / WARMUP_SHARE);
      return new Result(deploying.rollouts(), deploying.outcomes(), deploying.unexpected(), deploying.kills(), load.finish(), whole,
          new Growth(List.copyOf(samples), warmup).judged(), looksMissed.get());
    } finally {
      looks.shutdownNow();
    }
  }

  private LoadPlan load() {
    return LoadPlan.against(target.url()).requestsPerSecond(plan.rps()).rampSeconds(3).maxSeconds((plan.minutes() + 5) * 60)
        .newConnectionShare(0.5).mix(new RequestMix(0.2, 0.002, 0.1)).http2Connections(1).webSockets(2).eventStreams(2).build();
  }

  private void deployUntilTheEnd(LoadRun load) {
    int killsLeft = 0;
    int bursts = 0;
    for (int i = 0; minutes() < plan.minutes(); i++) {
      long startedNanos = System.nanoTime();
      if (minutes() >= (bursts + 1.0) * plan.killsEveryMinutes()) {
        bursts++;
        killsLeft = KILLS_IN_A_BURST;
      }
      String what = one(killsLeft > 0);
      killsLeft = Math.max(0, killsLeft - 1);
      LoadReport now = load.snapshot();
      say("%5.1f min  %-50s rollouts %d  requests %d  failed %d %s  dropped %d", minutes(), what, deploying.rollouts(), now.requests(),
          now.failed(), now.failures(), now.droppedConnections());
      Wait.millis(Math.max(0, plan.everySeconds() * 1_000L - (System.nanoTime() - startedNanos) / 1_000_000));
    }
  }

  /** What was refused or did not come to an end is counted, and the soak goes on: hours of figures are worth more than a clean end. */
  private String one(boolean kill) {
    try {
      return deploying.next(kill);
    } catch (RigException | CliException notAsItShould) {
      return deploying.failed(notAsItShould);
    }
  }

  private void look() {
    deploying.present().lock();
    try {
      samples.add(looking.now(minutes(), deploying.rollouts()));
      say("%5.1f min  %s", minutes(), samples.getLast());
    } catch (RigException changedMeanwhile) {
      looksMissed.incrementAndGet();
      say("%5.1f min  no look: %s", minutes(), changedMeanwhile);
    } finally {
      deploying.present().unlock();
    }
  }

  private double minutes() {
    return (System.nanoTime() - beganNanos) / 60e9;
  }

  private static void say(String format, Object... values) {
    System.err.println(String.format(Locale.ROOT, format, values));
  }
}
