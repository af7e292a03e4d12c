package dev.slipway.proxy.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The directory of one proxy, which no second one can have at the same time. */
public final class StateDirectory implements AutoCloseable {
  private static final long POLL_MILLIS = 5;

  private final Path directory;
  private final FileChannel lockFile;
  private volatile boolean handedOver;

  private StateDirectory(Path directory, FileChannel lockFile) {
    this.directory = directory;
    this.lockFile = lockFile;
  }

  /**
   * Takes the directory, which is made if it is missing, for this process.
   *
   * @return empty when another proxy has it
   */
  public static Optional<StateDirectory> take(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    FileChannel lockFile = FileChannel.open(directory.resolve("proxy.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = lockFile.tryLock();
      if (lock == null) {
        lockFile.close();
        return Optional.empty();
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process, as in tests.
      lockFile.close();
      return Optional.empty();
    }
    StateDirectory taken = new StateDirectory(directory, lockFile);
    taken.write("proxy.pid", ProcessHandle.current().pid());
    return Optional.of(taken);
  }

  /** The same, for somebody who was promised that it will be free. */
  public static Optional<StateDirectory> await(Path directory, long timeoutMillis) throws IOException, InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    Optional<StateDirectory> taken = take(directory);
    while (taken.isEmpty() && System.nanoTime() - deadlineNanos < 0) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      taken = take(directory);
    }
    return taken;
  }

  public Path stateFile() {
    return stateFile(directory);
  }

  /** Where the state of a directory is kept that may be another's yet. */
  public static Path stateFile(Path directory) {
    return directory.resolve("proxy.json");
  }

  /** A name in this directory. */
  public Path resolve(String name) {
    return directory.resolve(name);
  }

  public Path socket() {
    return directory.resolve("proxy.sock");
  }

  /** Leaves a number for others to read, who find the one before or this one, but never an empty file. */
  public void write(String name, long number) throws IOException {
    Path next = Files.writeString(directory.resolve(name + ".new"), number + "\n");
    Files.move(next, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Leaves the directory, as it is, to a successor. */
  public void handOver() throws IOException {
    handedOver = true;
    lockFile.close();
  }

  @Override
  public void close() throws IOException {
    if (handedOver) {
      return;
    }
    Files.deleteIfExists(directory.resolve("proxy.pid"));
    Files.deleteIfExists(directory.resolve("proxy.metrics-port"));
    Files.deleteIfExists(socket());
    lockFile.close();
  }
}
