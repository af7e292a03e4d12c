package dev.slipway.server.outbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Receivers;
import dev.slipway.core.notice.Way;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.spi.Notifier;
import dev.slipway.engine.store.Deliveries.Lane;
import dev.slipway.engine.store.Examples;
import dev.slipway.engine.store.SqliteStore;
import dev.slipway.engine.store.StateStore;
import dev.slipway.server.journal.JournalFeed;
import dev.slipway.server.journal.TellingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;

/** A journal that grows, and receivers that do as a test says. */
abstract class OutboxRig {
  static final Duration LENGTH = Duration.ofSeconds(60);
  static final Lane TEAM = new Lane(Examples.SHOP, "team");
  static final Patience SHORT = new Patience(
      Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofHours(24), 3, Duration.ofMillis(400), Duration.ofMillis(50));
  final JournalFeed feed = new JournalFeed();
  final List<String> told = new CopyOnWriteArrayList<>();
  @TempDir Path folder;

  StateStore file() {
    return SqliteStore.open(folder.resolve("slipway.db"), Instant::now);
  }

  Outbox outbox(StateStore store, String owner, Instant now, Function<Notice, Notifier.Answer> receiver) {
    return Outbox.over(store, (r, notice) -> {
      Notifier.Answer answer = receiver.apply(notice);
      told.add(owner + " " + notice.kind().word() + " " + notice.id());
      return answer;
    }, feed, owner, () -> now, SHORT);
  }

  static Notifier.Answer taken() {
    return new Notifier.Answer.Taken("ok");
  }

  /** A rollout that tells this many notices: that it began, and every other decision that somebody paused it. */
  void commit(StateStore store, int pauses, String... receivers) {
    TellingStore telling = new TellingStore(store, feed, e -> {});
    long epoch = store.lease(Examples.SHOP, "server", LENGTH).orElseThrow();
    Examples.mustCommit(telling, Examples.SHOP, epoch, deploy("1.0.0", receivers));
    for (int i = 0; i < 2 * pauses; i++) {
      Examples.mustCommit(telling, Examples.SHOP, epoch, Examples.toggle(i));
    }
  }

  static Input deploy(String version, String... receivers) {
    if (!(Examples.deploy(version) instanceof Input.Commanded c && c.command() instanceof Command.Deploy d)) {
      throw new IllegalStateException("no deploy");
    }
    List<Receiver> all = List.of(receivers).stream().map(r -> new Receiver(
        r, new Way.CdEvents("http://example.org"), Receiver.When.USUAL, Optional.empty(), false)).toList();
    return new Input.Commanded(new Command.Deploy(d.by(), d.release(), d.policy(), d.settings(), d.whenBusy(), d.force(), d.reason(),
        d.gates(), d.provenance(), d.guarded(), Optional.of(new Receivers(all))), c.at());
  }

  static void await(BooleanSupplier wanted) throws InterruptedException {
    for (int look = 0; look < 1_000 && !wanted.getAsBoolean(); look++) {
      Thread.sleep(20);
    }
    assertTrue(wanted.getAsBoolean());
  }

  void commitMore(StateStore store) {
    long epoch = store.lease(Examples.SHOP, "server", LENGTH).orElseThrow();
    Examples.mustCommit(new TellingStore(store, feed, e -> {}), Examples.SHOP, epoch, Examples.toggle(200));
  }

  static void uninterrupted(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
