package dev.slipway.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** Deploys to one target, one rollout after another; what becomes of each is drawn from a seed and checked. */
final class Deploying {
  private static final List<String> GOOD = List.of("1.0.0", "1.1.0", "1.2.0");
  private static final Duration END_TIMEOUT = Duration.ofSeconds(120);
  private static final int MOST_UNEXPECTED = 20;
  private static final int LATEST_KILL_MILLIS = 3_000;

  private final Rig rig;
  private final Target target;
  private final ServiceFile shop;
  private final SplittableRandom random;
  private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
  /** Held while the server is killed and started, so that nobody looks at it meanwhile. */
  private final ReentrantLock present = new ReentrantLock();

  private String stable = GOOD.getFirst();
  private volatile int rollouts;
  private int dealt;
  private int unexpected;
  private int kills;

  Deploying(Rig rig, Target target, String router, long seed) {
    this.rig = rig;
    this.target = target;
    this.random = new SplittableRandom(seed);
    this.shop = target.shop().with("replicas", "2").with("drain", "5s").with("router", router);
  }

  ReentrantLock present() {
    return present;
  }

  int rollouts() {
    return rollouts;
  }

  /** Those that ended otherwise than they should have. */
  int unexpected() {
    return unexpected;
  }

  int kills() {
    return kills;
  }

  Map<String, Integer> outcomes() {
    Map<String, Integer> byName = new TreeMap<>();
    outcomes.forEach((outcome, times) -> byName.put(outcome.name().toLowerCase(Locale.ROOT), times));
    return byName;
  }

  void first() {
    target.promoted(shop.strategy(Strategies.blueGreen("1s")), stable);
    rollouts++;
  }

  /** One rollout, to its end; {@code kill} kills the server at some moment of it. Returns a line for people. */
  String next(boolean kill) {
    // Each once, so that a short run has shown them all.
    Outcome outcome = dealt < Outcome.values().length ? Outcome.values()[dealt] : Outcome.dealt(random.nextInt(100));
    dealt++;
    String before = stable;
    String version = outcome.version(GOOD.get((GOOD.indexOf(stable) + 1) % GOOD.size()));
    JsonNode asked = target.deploy(outcome.file(shop, random.nextInt(1 << 20)), version);
    rollouts++;
    if (kill) {
      kill(random.nextInt(LATEST_KILL_MILLIS));
    }
    if (outcome == Outcome.ABORTED) {
      target.awaitBaking(50);
      target.command("abort");
    }
    boolean right = ended(asked.path("rollout").asLong(), outcome.ended(), outcome.ended().equals("promoted") ? version : before);
    if (right && outcome == Outcome.ROLLED_BACK) {
      JsonNode back = target.command("rollback");
      rollouts++;
      right = ended(back.path("rollout").asLong(), "promoted", before);
    }
    outcomes.merge(outcome, 1, Integer::sum);
    unexpected += right ? 0 : 1;
    return outcome + " " + version + (kill ? ", the server killed" : "") + (right ? "" : "  UNEXPECTED: " + target.status().path("last"));
  }

  /** One that could not be asked for, or was not seen to end. */
  String failed(RuntimeException why) {
    if (++unexpected > MOST_UNEXPECTED) {
      throw why;
    }
    return "UNEXPECTED: " + why.getMessage();
  }

  private boolean ended(long rollout, String outcome, String version) {
    JsonNode last = target.awaitEnd(rollout, END_TIMEOUT);
    String now = target.stableVersion();
    stable = now;
    return last.path("outcome").asText().equals(outcome) && now.equals(version);
  }

  private void kill(long afterMillis) {
    Wait.millis(afterMillis);
    present.lock();
    try {
      rig.server().kill();
      rig.server().start();
      kills++;
    } finally {
      present.unlock();
    }
  }
}
