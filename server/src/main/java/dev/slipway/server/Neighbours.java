package dev.slipway.server;

import dev.slipway.core.spi.OutsideException;
import dev.slipway.engine.Engine;
import dev.slipway.engine.Letters;
import dev.slipway.engine.store.SharedStore;
import dev.slipway.server.journal.JournalFeed;
import dev.slipway.server.journal.JournalTail;
import dev.slipway.server.journal.TellingStore;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What servers on one store do for each other: commands reach the one that works on their target, and all hear what each commits. */
final class Neighbours implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

  private final Optional<SharedStore> store;
  private final String owner;
  private Optional<JournalTail> tail = Optional.empty();

  Neighbours(Optional<SharedStore> store, String owner) {
    this.store = store;
    this.owner = owner;
  }

  /** How commands reach the one that works on their target. */
  Optional<Letters> letters(TellingStore telling) {
    return store.map(s -> new Letters(
        s, (inbox, letter) -> telling.telling((next, expected, epoch, draft) -> inbox.commit(letter, next, expected, epoch, draft)),
        () -> UUID.randomUUID().toString()));
  }

  /** Begins to listen to the others. */
  void listen(JournalFeed feed, Engine engine) {
    tail = store.map(s -> new JournalTail(s, feed, engine::turn));
  }

  /** What this server worked on is free for the others at once. */
  @Override
  public void close() {
    tail.ifPresent(JournalTail::close);
    try {
      store.ifPresent(s -> s.letGo(owner));
    } catch (OutsideException e) {
      LOG.warn("the leases of this server could not be given up; the others take them when they run out: {}", e.said());
    }
  }
}
