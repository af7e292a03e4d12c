package dev.slipway.adapters.nginx;

import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The right to change one target's configuration, held by one thread on this machine at a time; the kernel takes it from the dead. */
final class Held implements AutoCloseable {
  private static final long MOST_WAIT_MILLIS = 10_000;
  private static final long POLL_MILLIS = 20;
  /** File locks are per process: within this one the threads sort it out among themselves. */
  private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

  private final ReentrantLock here;
  private final FileChannel channel;
  private final FileLock lock;

  private Held(ReentrantLock here, FileChannel channel, FileLock lock) {
    this.here = here;
    this.channel = channel;
    this.lock = lock;
  }

  /** Waits for it, but not for ever. */
  static Held of(Place place) throws IOException {
    try {
      if (!Files.isDirectory(place.folder())) {
        Files.createDirectories(place.folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      ReentrantLock here = HERE.computeIfAbsent(place.lock().toAbsolutePath(), f -> new ReentrantLock());
      if (!here.tryLock(MOST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw busy(place);
      }
      return locked(here, place);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutsideException("SLW-4218", "interrupted before anything was written. Traffic stays as it is", e);
    }
  }

  private static Held locked(ReentrantLock here, Place place) throws IOException, InterruptedException {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(place.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      for (long waited = 0; waited < MOST_WAIT_MILLIS; waited += POLL_MILLIS) {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return new Held(here, channel, lock);
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
      throw busy(place);
    } catch (IOException | RuntimeException | InterruptedException e) {
      here.unlock();
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  private static OutsideException busy(Place place) {
    return new OutsideException("SLW-4217", "somebody else has been changing " + place.live() + " for " + MOST_WAIT_MILLIS / 1_000
        + " s. Nothing was written; traffic stays as it is");
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
