package dev.slipway.engine.store;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.check.Check;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Store;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.TargetSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Real decisions to commit: what a store is given in earnest. */
public final class Examples {
  /** A target. */
  public static final TargetId SHOP = new TargetId("shop", "production");

  /** When everything happens. */
  public static final Instant AT = Instant.parse("2026-03-01T12:00:00.000000001Z");

  private static final TargetSettings SETTINGS =
      new TargetSettings(new Endpoint("127.0.0.1", 8080), Optional.empty(), Optional.of(new TargetSettings.Sticky.Cookie("slipway")), Duration.ofSeconds(30));

  private Examples() {}

  /** A release of a version. */
  public static Release release(String version) {
    String digit = Integer.toHexString(version.hashCode() & 0xf);
    return new Release(
        new ReleaseId(version + "-" + digit.repeat(8)),
        version,
        new Digest(digit.repeat(64)),
        new Digest("c".repeat(64)),
        new RunSpec(2, "shop.jar", "java -jar ${artifact}", Map.of("B", "2", "A", "1"), HealthSpec.portOnly(), Duration.ofSeconds(10), Optional.empty()));
  }

  /** Somebody deploys a version. */
  public static Input deploy(String version) {
    Policy policy =
        new Policy(
            new Strategy.BlueGreen(Duration.ofMinutes(1)),
            List.of(new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofMinutes(5))),
            List.of(Check.get("/")),
            Duration.ofHours(1),
            Duration.ofMinutes(10),
            Otherwise.HOLD, JudgePolicy.TRIGGERS,
            List.of(),
            List.of(),
            List.of());
    return new Input.Commanded(new Command.Deploy("ada", release(version), policy, SETTINGS, Command.WhenBusy.REFUSE, false, ""), AT);
  }

  /** Somebody pauses; every other time somebody lets it go on: two inputs that always decide something while a rollout is under way. */
  public static Input toggle(long round) {
    Command command = round % 2 == 0 ? new Command.Pause("ada", "lunch " + round) : new Command.Resume("ada");
    return new Input.Commanded(command, AT.plusNanos(round));
  }

  /** Decides and commits; nothing when the store refused. */
  public static Optional<JournalRecord> commit(Store store, TargetId target, long epoch, Input input) {
    Store.Versioned now = store.load(target);
    Decision decision = Decider.decide(now.state(), input);
    return store.commit(decision.state(), now.version(), epoch, new JournalRecord.Draft(AT, "ada", decision.events(), input));
  }

  /** Decides and commits. */
  public static void mustCommit(Store store, TargetId target, long epoch, Input input) {
    if (commit(store, target, epoch, input).isEmpty()) {
      throw new IllegalStateException("the store refused " + input);
    }
  }

  /** Begins a rollout and commits so many further decisions. */
  public static void fill(Store store, TargetId target, long epoch, int more) {
    mustCommit(store, target, epoch, deploy("1.0.0"));
    for (int i = 0; i < more; i++) {
      mustCommit(store, target, epoch, toggle(i));
    }
  }
}
