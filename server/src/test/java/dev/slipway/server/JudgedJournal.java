package dev.slipway.server;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.engine.journal.Chain;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.loop.Outside;
import dev.slipway.engine.loop.TargetLoop;
import dev.slipway.engine.store.InMemoryStore;
import dev.slipway.server.journal.JournalFeed;
import dev.slipway.server.journal.Past;
import dev.slipway.server.replay.Elsewhere;
import dev.slipway.server.replay.Explainer;
import dev.slipway.server.replay.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Rollouts under the real judge and the real loop, in virtual time: a first release, then candidates whose errors are told. */
final class JudgedJournal {
  static final TargetId TARGET = new TargetId("shop", "production");
  private static final int MOST_RECORDS = 20_000;
  private static final int MOST_TURNS = 4_000;

  private final FakeOutside outside = new FakeOutside();
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  final InMemoryStore store = new InMemoryStore(() -> now, InMemoryStore.Records.CHAINED, MOST_RECORDS,
      new InMemoryStore.Hook() {});
  private final TargetLoop loop =
      new TargetLoop(TARGET, "me", store, state -> new Outside(outside, outside, outside, this::asked), new Clocks(() -> now, () -> now));

  private final JudgePolicy judge;
  private final Measured measured;

  /** What the user's own systems say at a moment. */
  interface Measured {
    Reading at(Instant now, Metric metric, String version);
  }

  JudgedJournal(long seed, double... candidates) {
    this(seed, JudgePolicy.DEFAULT, (at, metric, version) -> new Reading.Nothing("no source is asked here"), candidates);
  }

  JudgedJournal(long seed, JudgePolicy judge, Measured measured, double... candidates) {
    this.judge = judge;
    this.measured = measured;
    outside.users = Optional.of(new FakeUsers(seed, 3, release -> errorsOf(release, candidates)));
    for (int i = 0; i <= candidates.length; i++) {
      rollOut("1." + i);
    }
  }

  private Reading asked(Metric metric, SourceSpec from, TargetId target, ReleaseId release, String version) {
    return measured.at(now, metric, version);
  }

  private static double errorsOf(String release, double... candidates) {
    int number = Integer.parseInt(release.substring(2));
    return number == 0 || number > candidates.length ? 0.001 : candidates[number - 1];
  }

  void rollOut(String version) {
    var unused = loop.submit(new Command.Deploy("ada", release(version), policy(), SETTINGS, Command.WhenBusy.REFUSE, false, ""));
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      now = now.plusMillis(250);
      TargetState state = loop.tick().state();
      if (state.rollout().isEmpty()) {
        return;
      }
      if (state.rollout().map(Rollout::phase).filter(p -> p instanceof Phase.Baking b && b.held().isPresent()).isPresent()) {
        var promoted = loop.submit(new Command.Promote("bob", false));
      }
    }
    throw new AssertionError("rollout of " + version + " does not end");
  }

  static final TargetSettings SETTINGS =
      new TargetSettings(new Endpoint("127.0.0.1", 8080), Optional.empty(), Optional.empty(), Duration.ZERO);

  private Policy policy() {
    return policy(judge);
  }

  static Policy policy(JudgePolicy judge) {
    List<Strategy.CanaryStep> steps = Stream.of(10, 50, 100).map(w -> new Strategy.CanaryStep(w, Duration.ofSeconds(20), false)).toList();
    Trigger slow = new Trigger(Measure.P95, 500, Duration.ofSeconds(5));
    return new Policy(
        new Strategy.Canary(steps), List.of(slow), List.of(), Duration.ZERO, Duration.ofMinutes(2), Otherwise.HOLD, judge,
            List.of(), List.of(), List.of());
  }

  static Release release(String version) {
    RunSpec run = new RunSpec(2, "a", "run", Map.of(), HealthSpec.portOnly(), Duration.ZERO, Optional.empty());
    Digest digest = new Digest(String.format("%064d", Integer.parseInt(version.substring(2))));
    return new Release(new ReleaseId(version), version, digest, digest, run);
  }

  List<JournalRecord> records() {
    return store.journal(Optional.empty(), 0, MOST_RECORDS);
  }

  Explainer explainer() {
    return explainer(records -> records);
  }

  /** Explains from a journal that somebody changed. */
  Explainer explainer(UnaryOperator<List<JournalRecord>> change) {
    Store changed = new ChangedJournal(store, change.apply(records()));
    Elsewhere nothing = new Elsewhere(sequence -> false, target -> Optional.empty());
    return new Explainer(changed, new Past(changed, store, new JournalFeed()), new Walk(changed, nothing), nothing);
  }

  /** The same with another input, and with a hash that fits it. */
  static JournalRecord edited(JournalRecord r, String input) {
    return with(r, input, Chain.hash(with(r, input, "")));
  }

  private static JournalRecord with(JournalRecord r, String input, String hash) {
    return new JournalRecord(
        r.sequence(), r.target(), r.at(), r.epoch(), r.actor(), r.version(), r.events(), input, r.stateDigest(), r.previous(), hash);
  }
}
