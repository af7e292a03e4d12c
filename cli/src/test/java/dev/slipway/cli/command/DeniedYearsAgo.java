package dev.slipway.cli.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.guard.ApprovalRule;
import dev.slipway.core.guard.Guard;
import dev.slipway.core.guard.Guarded;
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
import dev.slipway.core.rollout.RolloutId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Store;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.engine.store.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of a server whose rollouts of years ago nobody approved: all but the last record of them may go into an archive. */
final class DeniedYearsAgo {
  /** How many of them may go. */
  static final int OLD_RECORDS = 39;

  private static final TargetId TARGET = new TargetId("shop", "staging");
  private static final Instant AT = Instant.parse("2023-05-01T10:00:00Z");
  private static final int ROLLOUTS = 20;
  private static final Digest ANY = new Digest("c".repeat(64));

  private DeniedYearsAgo() {}

  /** Written into the state folder of a slipway. */
  static void write(Path home) throws IOException {
    Files.createDirectories(home.resolve("state"));
    try (SqliteStore store = SqliteStore.open(home.resolve("state/slipway.db"), () -> AT)) {
      long epoch = store.lease(TARGET, "of then", Duration.ofSeconds(9)).orElseThrow();
      for (int i = 1; i <= ROLLOUTS; i++) {
        commit(store, epoch, deploy("1." + i), i);
        commit(store, epoch, new Command.Deny("bob", new RolloutId(i), "not today"), i);
      }
    }
  }

  private static void commit(SqliteStore store, long epoch, Command command, int days) {
    Store.Versioned before = store.load(TARGET);
    Instant at = AT.plus(Duration.ofDays(days));
    Input input = new Input.Commanded(command, at);
    Decision decision = Decider.decide(before.state(), input);
    assertTrue(store.commit(decision.state(), before.version(), epoch, new JournalRecord.Draft(at, command.by(), decision.events(), input))
        .isPresent());
  }

  private static Command deploy(String version) {
    Release release = new Release(new ReleaseId(version + "-c"), version, ANY, ANY,
        new RunSpec(1, "shop.jar", "run", Map.of(), HealthSpec.portOnly(), Duration.ZERO, Optional.empty()));
    Policy policy = new Policy(new Strategy.BlueGreen(Duration.ZERO), List.of(), List.of(), Duration.ZERO, Duration.ofMinutes(2),
        Otherwise.HOLD, JudgePolicy.TRIGGERS, List.of(), List.of(), List.of());
    Guard guard = new Guard(List.of(new ApprovalRule(List.of("owners"), 1, Duration.ofHours(24), Optional.empty())), List.of(),
        Guard.Running.FINISH, List.of());
    return new Command.Deploy("ada", release, policy, new TargetSettings(new Endpoint("127.0.0.1", 18_080), Optional.empty(),
        Optional.empty(), Duration.ZERO), Command.WhenBusy.REFUSE, false, "", Optional.empty(), Optional.empty(),
        Optional.of(new Guarded(guard, ANY, true, Optional.empty())), Optional.empty());
  }
}
