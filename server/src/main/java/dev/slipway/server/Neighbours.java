package dev.slipway.server;

import dev.slipway.core.spi.OutsideException;
import dev.slipway.engine.Engine;
import dev.slipway.engine.Letters;
import dev.slipway.engine.store.SharedStore;
import dev.slipway.server.journal.JournalFeed;
import dev.slipway.server.journal.JournalTail;
import dev.slipway.server.journal.TellingStore;
import dev.slipway.server.state.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What servers on one store do for each other: commands reach the one that works on their target, and all hear what each commits. */
final class Neighbours implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);
  /** By which name this folder's server holds its leases. */
  private static final String OWNER_FILE = "lease-owner";

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

  /** Frees what the run before held, and begins to listen to the others, who may take what it holds whenever the database loses it. */
  void begin(StateFolder folder, JournalFeed feed, Engine engine) {
    succeed(folder);
    store.ifPresent(s -> s.whenLost(engine::doubt));
    tail = store.map(s -> new JournalTail(s, feed, engine::turn));
  }

  /** The run before this one held the folder alone, so it is over, however it ended: nobody has to wait until its leases run out. */
  void succeed(StateFolder folder) {
    store.ifPresent(s -> {
      before(folder.resolve(OWNER_FILE)).ifPresent(s::letGo);
      folder.write(OWNER_FILE, owner + "\n");
    });
  }

  private static Optional<String> before(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("SLW-5122 " + file + " cannot be read", e);
    }
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
