package dev.slipway.adapters.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to change something under a folder, held by at most one thread on this machine. The kernel takes it back from a process that
 * dies, so that it is never left over.
 */
final class TargetLock implements AutoCloseable {
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

  /** Waits until it is free; its holders do a few file operations at most. */
  static TargetLock of(Path folder) throws IOException {
    Layout.made(folder);
    ReentrantLock here = HERE.computeIfAbsent(folder, f -> new ReentrantLock());
    here.lock();
    try {
      FileChannel channel = FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        return new TargetLock(here, channel, channel.lock());
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      here.unlock();
      throw e;
    }
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
