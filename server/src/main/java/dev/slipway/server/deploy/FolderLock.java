package dev.slipway.server.deploy;

import dev.slipway.server.problem.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps servers that share a folder from sweeping it while a command of another relies on what is in it. A lock of the operating system,
 * which ends with its process, however that ends.
 */
public final class FolderLock {
  private static final int LOOK_MILLIS = 20;
  private static final int MOST_LOOKS = 500;

  private final Path file;
  private Optional<FileChannel> held = Optional.empty();
  private int commands;

  /**
   * Of a folder.
   *
   * @param file in it, made when it is first needed
   */
  public FolderLock(Path file) {
    this.file = file;
  }

  /** A command begins: until it ends nobody sweeps. */
  synchronized void enter() {
    for (int look = 0; commands == 0 && held.isEmpty(); look++) {
      held = locked(true);
      if (held.isEmpty() && (look >= MOST_LOOKS || interrupted())) {
        throw new Refused(Refused.Kind.AWAY, "SLW-5154", "another server has been removing old artifacts for long. Nothing changed; "
            + "traffic stays as it is", "Try again; where it stands still, end it");
      }
    }
    commands++;
  }

  /** A command has ended. */
  synchronized void leave() {
    commands--;
    if (commands == 0) {
      held.ifPresent(FolderLock::close);
      held = Optional.empty();
    }
  }

  /** Sweeps, unless a command is carried out by any server. */
  synchronized void alone(Runnable sweep) {
    Optional<FileChannel> alone = commands == 0 ? locked(false) : Optional.empty();
    try {
      alone.ifPresent(channel -> sweep.run());
    } finally {
      alone.ifPresent(FolderLock::close);
    }
  }

  private Optional<FileChannel> locked(boolean together) {
    try {
      FileChannel channel = FileChannel.open(
          file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      @Nullable FileLock lock = channel.tryLock(0, Long.MAX_VALUE, together);
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("SLW-5122 " + file + " cannot be locked", e);
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("SLW-5122 a lock could not be let go", e);
    }
  }

  private static boolean interrupted() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
