package dev.slipway.engine.store;

import dev.slipway.engine.store.StoreException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * One SQLite file with one connection that writes and one that reads. After an error that leaves open what is on the disk it writes no
 * more, and never asks the disk a second time to keep what it may have lost (Rebello et al., "Can Applications Recover from fsync
 * Failures?", USENIX ATC 2020); reading goes on.
 */
final class Database implements AutoCloseable {
  private static final int BUSY_TIMEOUT_MILLIS = 5_000;

  private final Path file;
  private final StoreLock lock;
  private final Handle writer;
  private final Handle reader;
  private final GroupCommit writing = new GroupCommit(this::transaction, this::closed);
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Optional<StoreException> failure = Optional.empty();
  private volatile boolean closed;

  private Database(Path file, StoreLock lock, Handle writer, Handle reader) {
    this.file = file;
    this.lock = lock;
    this.writer = writer;
    this.reader = reader;
  }

  static Database open(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new StoreException(Code.CANNOT_OPEN, "the store's folder cannot be made: " + e + ". The server does not start; traffic stays as it is", e);
    }
    StoreLock lock = StoreLock.take(file);
    try {
      makeForItsOwnerAlone(file);
      try (Handle inspecting = connect(file, true)) {
        Schema.check(file, inspecting);
      }
      return new Database(file, lock, migrated(file), connect(file, true));
    } catch (IOException e) {
      lock.close();
      throw new StoreException(Code.CANNOT_OPEN, "the store " + file + " cannot be made: " + e + ". The server does not start; traffic stays as it is", e);
    } catch (JdbiException e) {
      lock.close();
      throw SqliteFault.of(file, e);
    } catch (StoreException e) {
      lock.close();
      throw e;
    }
  }

  /** A configuration may hold what others should not read. An empty file is an empty database; what SQLite puts beside it gets its mode. */
  private static void makeForItsOwnerAlone(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix && !Files.exists(file)) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  private static Handle migrated(Path file) {
    Handle writer = connect(file, false);
    try {
      Schema.migrate(writer);
      return writer;
    } catch (JdbiException e) {
      writer.close();
      throw e;
    }
  }

  private static Handle connect(Path file, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setReadOnly(readOnly);
    if (!readOnly) {
      config.setJournalMode(JournalMode.WAL);
      config.setSynchronous(SynchronousMode.FULL);
      config.enforceForeignKeys(true);
      config.setTransactionMode(TransactionMode.IMMEDIATE);
    }
    return Jdbi.create(() -> connection(file, config)).open();
  }

  private static java.sql.Connection connection(Path file, SQLiteConfig config) throws SQLException {
    return config.createConnection("jdbc:sqlite:" + file);
  }

  Path file() {
    return file;
  }

  /** Runs work that changes something, as one transaction that is on the disk when this returns. */
  <T> T write(Function<Handle, T> work) {
    refuseWhenClosed();
    return writing.write(work);
  }

  private List<Object> transaction(List<Function<Handle, Object>> all) {
    if (failure.isPresent()) {
      throw failure.get();
    }
    try {
      return writer.inTransaction(h -> all.stream().map(work -> work.apply(h)).toList());
    } catch (JdbiException e) {
      throw failed(SqliteFault.of(file, e));
    }
  }

  /** Runs statements that change nothing, all of them on what was committed at one moment. */
  <T> T snapshot(Function<Handle, T> work) {
    return read(h -> h.inTransaction(work::apply));
  }

  /** Runs one statement that changes nothing. */
  <T> T read(Function<Handle, T> work) {
    reading.lock();
    try {
      refuseWhenClosed();
      return work.apply(reader);
    } catch (JdbiException e) {
      throw SqliteFault.of(file, e);
    } finally {
      reading.unlock();
    }
  }

  private StoreException failed(StoreException e) {
    if (e.code().equals(Code.FAILED.text()) || e.code().equals(Code.CORRUPT.text())) {
      failure = Optional.of(e);
    }
    return e;
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw closed();
    }
  }

  private StoreException closed() {
    return new StoreException(Code.CLOSED, "the store " + file + " was closed. Nothing was committed; traffic stays as it is. Start the server again");
  }

  /** Waits for what is being written and read, then lets go of the file. */
  @Override
  public void close() {
    reading.lock();
    try {
      if (!closed) {
        closed = true;
        writing.close();
        letGo();
      }
    } finally {
      reading.unlock();
    }
  }

  private void letGo() {
    try {
      reader.close();
      writer.close();
    } catch (JdbiException e) {
      throw SqliteFault.of(file, e);
    } finally {
      lock.close();
    }
  }
}
