package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.Archive;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.proof.GrowingTree;
import dev.slipway.engine.proof.Hash;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Rollouts that can be put into an archive. */
final class OldRollouts {
  /** When they are old. */
  static final Instant LATE = Examples.AT.plus(Duration.ofDays(400)).truncatedTo(ChronoUnit.SECONDS);

  private static final TargetId SHOP = Examples.SHOP;
  private static final Duration LENGTH = Duration.ofSeconds(60);

  private OldRollouts() {}

  /** So many rollouts that were promoted, a day after each other, each with the two records that begin and end it. */
  static void fill(Store store, int rollouts) {
    long epoch = store.lease(SHOP, "server-1", LENGTH).orElseThrow();
    for (int i = 0; i < rollouts; i++) {
      Instant at = Examples.AT.plus(Duration.ofDays(i));
      Store.Versioned before = store.load(SHOP);
      Input input = other(before.state(), i);
      Decision begun = Decider.decide(before.state(), input);
      JournalRecord.Draft draft = new JournalRecord.Draft(at, "ada", begun.events(), input);
      assertTrue(store.commit(begun.state(), before.version(), epoch, draft).isPresent());
      Release release = begun.state().rollout().orElseThrow().candidate();
      Event end = new Event.RolloutEnded(begun.state().rollout().orElseThrow().id(), Event.Outcome.PROMOTED, release.id(), "");
      assertTrue(store.commit(stable(begun.state(), release), before.version() + 1, epoch,
          new JournalRecord.Draft(at.plusSeconds(60), "slipway", List.of(end), Examples.toggle(i))).isPresent());
    }
  }

  /** Of two versions with the same content the second is stable already. */
  private static Input other(TargetState state, int minor) {
    Input first = Examples.deploy("1." + minor + ".0");
    return Decider.decide(state, first).state().rollout().isPresent() ? first : Examples.deploy("1." + minor + ".1");
  }

  private static TargetState stable(TargetState s, Release release) {
    return new TargetState(s.id(), s.settings(), Optional.of(release), s.warm(), Optional.empty(), s.queued(), s.rollouts(), s.sentBack());
  }

  /** Commits the record that says what is in an archive. */
  static Archive said(StateStore store, Archive.Part part) {
    GrowingTree tree = new GrowingTree();
    store.hashes(0, 1_000).forEach(r -> tree.add(Hash.ofRecord(r.hash())));
    Archive archive = new Archive(new Digest("a".repeat(64)), LATE, tree.size(), new Digest(tree.root().toString()), List.of(part));
    long epoch = store.lease(TargetId.ACCESS, "server-1", LENGTH).orElseThrow();
    Examples.mustCommit(store, TargetId.ACCESS, epoch, new Input.Commanded(new Command.Shorten("ada", archive), LATE));
    return archive;
  }
}
