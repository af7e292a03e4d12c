package dev.slipway.adapters.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The right to change something under a folder, held by at most one thread on this machine. The kernel takes it back from a process that
 * dies, so that it is never left over.
 */
final class TargetLock implements AutoCloseable {
  private static final long MOST_WAIT_MILLIS = 5_000;
  private static final long POLL_MILLIS = 5;
  /** File locks are per process: within this one the threads sort it out among themselves. */
  private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

  private final ReentrantLock here;
  private final FileChannel channel;
  private final FileLock lock;

  private TargetLock(ReentrantLock here, FileChannel channel, FileLock lock) {
    this.here = here;
    this.channel = channel;
    this.lock = lock;
  }

  /** Waits until it is free; its holders do a few file operations at most. One whose process stands still is not waited for. */
  static TargetLock of(Path folder) throws IOException {
    Layout.made(folder);
    ReentrantLock here = HERE.computeIfAbsent(folder, f -> new ReentrantLock());
    here.lock();
    try {
      FileChannel channel = FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        return new TargetLock(here, channel, lock(channel, folder));
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      here.unlock();
      throw e;
    }
  }

  private static FileLock lock(FileChannel channel, Path folder) throws IOException {
    for (long waited = 0; waited < MOST_WAIT_MILLIS; waited += POLL_MILLIS) {
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
    }
    throw new IOException("another server has held " + folder + " for " + MOST_WAIT_MILLIS / 1_000 + " s; where it stands still, end it");
  }

  @Override
  public void close() throws IOException {
    try {
      lock.release();
      channel.close();
    } finally {
      here.unlock();
    }
  }
}
