package dev.slipway.server.state;

import dev.slipway.engine.journal.Verification.Intact;
import dev.slipway.engine.store.PostgresAddress;
import dev.slipway.engine.store.StateMoves;
import dev.slipway.engine.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The state and journal of a folder as something to keep: backed up, restored, brought into a database. */
public final class KeptState {
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final Supplier<Optional<String>> password;

  /**
   * Of a folder.
   *
   * @param environment says how to sign in at its database, where it has one
   */
  public KeptState(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.password = DatabaseFile.password(environment);
  }

  private Path file() {
    return folder.resolve(OpenState.FILE);
  }

  /** Backs it up into a file that is not there yet; a server may work on it meanwhile. */
  public Intact backup(Path to) {
    Optional<PostgresAddress> database = DatabaseFile.in(folder);
    return database.isPresent() ? StateMoves.backup(database.get(), password, to) : StateMoves.backup(file(), to);
  }

  /**
   * What a restore came to.
   *
   * @param aside where the state of before is now, if there was one
   */
  public record Restored(Intact state, Optional<Path> aside) {}

  /**
   * Makes a backup the state of this folder, or of its database where that holds none.
   *
   * @param replace a state that is there is put aside; without it, it is in the way
   * @param pid of this process, which holds the folder meanwhile
   * @throws StartException when a server works on it
   * @throws StoreException when it cannot be done; nothing was changed then
   */
  public Restored restore(Path from, boolean replace, long pid, Instant now) {
    try (StateFolder held = StateFolder.take(folder, pid)) {
      Optional<PostgresAddress> database = DatabaseFile.in(held.path());
      if (database.isPresent()) {
        return new Restored(StateMoves.intoDatabase(from, database.get(), password, Optional.of(now)), Optional.empty());
      }
      boolean there = Files.exists(file());
      if (!there || !replace) {
        return new Restored(StateMoves.restore(from, file(), now), Optional.empty());
      }
      // Whole beside it first: what cannot be restored must not cost the state that is there.
      Path ready = held.resolve(OpenState.FILE + ".restored");
      Intact restored = StateMoves.restore(from, ready, now);
      Path aside = StateMoves.aside(file(), ".before-" + MOMENT.format(now));
      Path unused = StateMoves.renamed(ready, file());
      return new Restored(restored, Optional.of(aside));
    }
  }

  /**
   * Brings it into a database that holds none. From then on servers on this folder use that; the file is put aside.
   *
   * @param pid of this process, which holds the folder meanwhile
   * @throws StartException when a server works on it, or it is in a database already
   * @throws StoreException when it cannot be done; nothing was changed then
   */
  public Restored migrate(PostgresAddress to, long pid, Instant now) {
    try (StateFolder held = StateFolder.take(folder, pid)) {
      Optional<PostgresAddress> database = DatabaseFile.in(held.path());
      if (database.isPresent()) {
        throw StartException.wrongUse("SLW-5153", "the state of " + held.path() + " is in " + database.get()
            + " already. Nothing was changed. To bring it elsewhere: slipway state backup, then restore in a folder with the other database");
      }
      Intact moved = StateMoves.intoDatabase(file(), to, password, Optional.empty());
      DatabaseFile.write(held, to);
      return new Restored(moved, Optional.of(StateMoves.aside(file(), ".before-" + MOMENT.format(now))));
    }
  }
}
