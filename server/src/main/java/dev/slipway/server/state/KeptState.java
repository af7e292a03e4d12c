package dev.slipway.server.state;

import dev.slipway.engine.journal.Verification;
import dev.slipway.engine.journal.Verification.Head;
import dev.slipway.engine.journal.Verification.Intact;
import dev.slipway.engine.store.PostgresAddress;
import dev.slipway.engine.store.StateFile;
import dev.slipway.engine.store.StateMoves;
import dev.slipway.engine.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The state and journal of a folder as something to keep: backed up, restored, brought into a database. What cannot be done is a
 * {@link StartException}, and has changed nothing.
 */
public final class KeptState {
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final long pid;
  private final Supplier<Optional<String>> password;

  /**
   * Of a folder.
   *
   * @param pid of this process, which holds the folder while it changes it
   * @param environment says how to sign in at its database, where it has one
   */
  public KeptState(Path folder, long pid, Map<String, String> environment) {
    this.folder = folder;
    this.pid = pid;
    this.password = DatabaseFile.password(environment);
  }

  /**
   * A state that arrived whole.
   *
   * @param where it is now
   * @param lastHash of its last record
   * @param aside where the state of before is now, if there was one
   */
  public record Arrived(String where, long records, Optional<String> lastHash, Optional<Path> aside) {
    private static Arrived at(Object where, Intact state, Optional<Path> aside) {
      return new Arrived(where.toString(), state.records(), state.head().map(Head::hash), aside);
    }
  }

  private interface Work<T> {
    T run();
  }

  private static <T> T told(Work<T> work) {
    try {
      return work.run();
    } catch (StoreException e) {
      throw OpenState.told(e);
    }
  }

  private Path file() {
    return folder.resolve(OpenState.FILE);
  }

  /** Backs it up into a file that is not there yet; a server may work on it meanwhile. */
  public Arrived backup(Path to) {
    return told(() -> {
      Optional<PostgresAddress> database = DatabaseFile.in(folder);
      Intact made = database.isPresent() ? StateMoves.backup(database.get(), password, to) : StateMoves.backup(file(), to);
      return Arrived.at(to, made, Optional.empty());
    });
  }

  /**
   * What a backup looks like, or any file that holds a state.
   *
   * @param heads records that it must hold
   */
  public static Verification verify(Path backup, List<Head> heads) {
    return told(() -> StateMoves.verify(backup, heads));
  }

  /**
   * Makes a backup the state of this folder, or of its database where that holds none.
   *
   * @param replace a state that is there is put aside; without it, it is in the way
   */
  public Arrived restore(Path from, boolean replace, Instant now) {
    try (StateFolder held = StateFolder.take(folder, pid)) {
      return told(() -> {
        Optional<PostgresAddress> database = DatabaseFile.in(held.path());
        if (database.isPresent()) {
          Intact restored = StateMoves.intoDatabase(from, database.get(), password, Optional.of(now));
          return Arrived.at(database.get(), restored, Optional.empty());
        }
        boolean there = Files.exists(file());
        if (there && !replace) {
          throw StartException.wrongUse("SLW-5042", file() + " is there already. Nothing was changed. --replace puts it aside");
        }
        return there ? replaced(from, now) : Arrived.at(file(), StateMoves.restore(from, file(), now), Optional.empty());
      });
    }
  }

  /** Whole beside it first: what cannot be restored must not cost the state that is there. */
  private Arrived replaced(Path from, Instant now) {
    Path ready = folder.resolve(OpenState.FILE + ".restored");
    Intact restored = StateMoves.restore(from, ready, now);
    Path aside = StateFile.aside(file(), ".before-" + MOMENT.format(now));
    return Arrived.at(StateFile.renamed(ready, file()), restored, Optional.of(aside));
  }

  /** Brings it into a database that holds none. From then on servers on this folder use that; the file is put aside. */
  public Arrived migrate(String to, Instant now) {
    try (StateFolder held = StateFolder.take(folder, pid)) {
      return told(() -> {
        PostgresAddress address = PostgresAddress.parse(to);
        Optional<PostgresAddress> database = DatabaseFile.in(held.path());
        if (database.isPresent()) {
          throw StartException.wrongUse("SLW-5153", "the state of " + held.path() + " is in " + database.get()
              + " already. Nothing was changed. To bring it elsewhere: slipway state backup, then restore with another --state");
        }
        Intact moved = StateMoves.intoDatabase(file(), address, password, Optional.empty());
        DatabaseFile.write(held, address);
        return Arrived.at(address, moved, Optional.of(StateFile.aside(file(), ".before-" + MOMENT.format(now))));
      });
    }
  }
}
