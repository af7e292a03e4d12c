package dev.slipway.engine.store;

import dev.slipway.engine.journal.Verification;
import dev.slipway.engine.journal.Verification.Head;
import dev.slipway.engine.journal.Verification.Intact;
import dev.slipway.engine.store.StoreException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Whole states on their way: into a backup, out of one, and from a file into a database. A backup is a SQLite file with the tables of a
 * store. What arrives is verified before it is kept; what fails leaves everything as it was.
 */
public final class StateMoves {
  private StateMoves() {}

  /** Backs up the state in a file, also while a server works on it. */
  public static Intact backup(Path from, Path to) {
    return made(to, next -> reading(from, source -> next.write(sink -> StateRows.copy(source, sink, to.toString()))));
  }

  /** Backs up the state in a database. */
  public static Intact backup(PostgresAddress from, Supplier<Optional<String>> password, Path to) {
    try (PostgresDatabase database = PostgresDatabase.open(from, password)) {
      return made(to, next -> database.snapshot(source -> next.write(sink -> StateRows.copy(source, sink, to.toString()))));
    }
  }

  /**
   * Brings a state, or a backup of one, into a database that holds none.
   *
   * @param restoredAt where it is a backup: no epoch since then may be taken for older than one that the outside heard of
   */
  public static Intact intoDatabase(Path from, PostgresAddress to, Supplier<Optional<String>> password, Optional<Instant> restoredAt) {
    try (PostgresDatabase database = PostgresDatabase.open(to, password)) {
      return reading(from, source -> database.write(sink -> {
        Intact copied = StateRows.copy(source, sink, to.toString());
        restoredAt.ifPresent(at -> StateRows.raiseEpochs(sink, at.getEpochSecond()));
        return copied;
      }));
    }
  }

  /** Makes a state of a backup, where none is. */
  public static Intact restore(Path from, Path to, Instant at) {
    return made(to, next -> reading(from, source -> next.write(sink -> {
      Intact copied = StateRows.copy(source, sink, to.toString());
      StateRows.raiseEpochs(sink, at.getEpochSecond());
      return copied;
    })));
  }

  /**
   * Verifies a state in a file, or a backup; it is not changed.
   *
   * @param heads records known from elsewhere
   */
  public static Verification verify(Path file, List<Head> heads) {
    return reading(file, h -> StoreVerifier.verify(h, heads));
  }

  private static <T> T reading(Path file, Function<Handle, T> work) {
    if (Files.isDirectory(file)) {
      throw new StoreException(Code.CANNOT_OPEN, file + " is a folder: name the file of the state in it. Nothing was changed");
    }
    if (!Files.isReadable(file)) {
      throw new StoreException(Code.CANNOT_OPEN, "there is no state that can be read in " + file + ". Nothing was changed");
    }
    try (Handle handle = SqliteConnections.connect(file, true)) {
      return handle.inTransaction(h -> {
        SqliteSchema.check(file, h);
        if (!SqliteSchema.current(h)) {
          throw new StoreException(Code.FOREIGN, file + " holds no state, or that of an earlier Slipway. Nothing was changed. Put an "
              + "earlier one into a folder of its own as slipway.db; a server that starts there brings it to this version");
        }
        return work.apply(h);
      });
    } catch (JdbiException e) {
      throw SqliteFault.of(file, e);
    }
  }

  /** Makes a file whole, or not at all. */
  private static Intact made(Path file, Function<Database, Intact> fill) {
    if (Files.exists(file)) {
      throw new StoreException(Code.OCCUPIED, file + " is there already, and nothing is written over. Nothing was changed. Name another");
    }
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      remove(next);
      Intact filled;
      try (SqliteDatabase database = SqliteDatabase.open(next)) {
        filled = fill.apply(database);
      }
      alone(next);
      Files.move(next, file);
      return filled;
    } catch (IOException e) {
      throw new StoreException(Code.CANNOT_OPEN, file + " cannot be made: " + e + ". Nothing was changed", e);
    } finally {
      removeQuietly(next);
    }
  }

  /** One file and nothing beside it, so that it can be carried anywhere. */
  private static void alone(Path file) {
    try (Handle handle = SqliteConnections.connect(file, false)) {
      handle.execute("pragma journal_mode = delete");
    } catch (JdbiException e) {
      throw SqliteFault.of(file, e);
    }
  }

  private static void remove(Path next) throws IOException {
    for (String suffix : new String[] {"", "-wal", "-shm", "-journal", ".lock"}) {
      boolean unused = Files.deleteIfExists(next.resolveSibling(next.getFileName() + suffix));
    }
  }

  private static void removeQuietly(Path next) {
    try {
      remove(next);
    } catch (IOException e) {
      throw new StoreException(Code.CANNOT_OPEN, "what was half made could not be removed: " + next + ": " + e, e);
    }
  }
}
