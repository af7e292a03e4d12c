package dev.slipway.engine.store;

import dev.slipway.engine.store.StoreException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * One SQLite file with one connection that writes and one that reads. After an error that leaves open what is on the disk it writes no
 * more, and never asks the disk a second time to keep what it may have lost (Rebello et al., "Can Applications Recover from fsync
 * Failures?", USENIX ATC 2020); reading goes on.
 */
final class SqliteDatabase implements Database {
  private final Path file;
  private final StoreLock lock;
  private final Handle writer;
  private final Handle reader;
  private final WriterCache cache;
  private final GroupCommit writing = new GroupCommit(this::transaction, this::closed);
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Optional<StoreException> failure = Optional.empty();
  private volatile boolean closed;

  private SqliteDatabase(Path file, StoreLock lock, Handle writer, Handle reader) {
    this.file = file;
    this.lock = lock;
    this.writer = writer;
    this.cache = new WriterCache(writer);
    this.reader = reader;
  }

  static SqliteDatabase open(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new StoreException(Code.CANNOT_OPEN, "the store's folder cannot be made: " + e
          + ". The server does not start; traffic stays as it is", e);
    }
    StoreLock lock = StoreLock.take(file);
    try {
      SqliteConnections.makeForItsOwnerAlone(file);
      try (Handle inspecting = SqliteConnections.connect(file, true)) {
        SqliteSchema.check(file, inspecting);
      }
      return new SqliteDatabase(file, lock, SqliteConnections.migrated(file), SqliteConnections.connect(file, true));
    } catch (IOException e) {
      lock.close();
      throw new StoreException(Code.CANNOT_OPEN, "the store " + file + " cannot be made: " + e
          + ". The server does not start; traffic stays as it is", e);
    } catch (JdbiException e) {
      lock.close();
      throw SqliteFault.of(file, e);
    } catch (StoreException e) {
      lock.close();
      throw e;
    }
  }

  Path file() {
    return file;
  }

  @Override
  public <T> T write(Function<Handle, T> work) {
    refuseWhenClosed();
    return writing.write(work);
  }

  private List<Object> transaction(List<Function<Handle, Object>> all) {
    if (failure.isPresent()) {
      throw failure.get();
    }
    try {
      cache.fit();
      return writer.inTransaction(h -> all.stream().map(work -> work.apply(h)).toList());
    } catch (JdbiException e) {
      throw failed(SqliteFault.of(file, e));
    }
  }

  @Override
  public <T> T snapshot(Function<Handle, T> work) {
    return read(h -> h.inTransaction(work::apply));
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
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
    return new StoreException(
        Code.CLOSED, "the store " + file + " was closed. Nothing was committed; traffic stays as it is. Start the server again");
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
