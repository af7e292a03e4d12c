package dev.slipway.server.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Where one server keeps everything, held by that server alone while it runs. Only its owner can read it. */
public final class StateFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private StateFolder(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the folder, making it where it is missing.
   *
   * @throws StartException when another server holds it, or it cannot be used
   */
  public static StateFolder take(Path path, long pid) {
    try {
      Path absolute = ours(path.toAbsolutePath().normalize());
      FileChannel channel =
          FileChannel.open(
              absolute.resolve("server.lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
              PosixFilePermissions.asFileAttribute(OwnerOnly.FILE));
      FileLock lock = lock(absolute, channel);
      OwnerOnly.closeEntries(absolute);
      channel.truncate(0);
      channel.write(java.nio.ByteBuffer.wrap(Long.toString(pid).getBytes(StandardCharsets.US_ASCII)));
      return new StateFolder(absolute, channel, lock);
    } catch (IOException e) {
      throw StartException.wrongUse(
          "SLW-5121", "the state folder " + path + " cannot be used: " + e
              + ". The server does not start; traffic stays as it is. Name another with --state, or give its owner the right to write "
              + "there");
    }
  }

  /** The folder by its true name, into which nobody but its owner can look, and into which nobody else can have put anything. */
  private static Path ours(Path path) throws IOException {
    Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OwnerOnly.FOLDER));
    Path real = path.toRealPath();
    Optional<String> fault = OwnerOnly.close(real);
    if (fault.isPresent()) {
      throw StartException.wrongUse(
          "SLW-5129", "the state folder " + real + " is not safe: " + fault.get()
              + ". The server does not start; traffic stays as it is. Or name another with --state");
    }
    return real;
  }

  private static FileLock lock(Path path, FileChannel channel) throws IOException {
    FileLock lock = tryLock(channel);
    if (lock != null) {
      return lock;
    }
    String pid = new String(channel.isOpen() ? Files.readAllBytes(path.resolve("server.lock")) : new byte[0], StandardCharsets.US_ASCII);
    channel.close();
    throw StartException.wrongUse(
        "SLW-5120", "another server (process " + (pid.isBlank() ? "unknown" : pid.strip()) + ") works on the state in " + path
            + ". This one does not start; the other goes on and traffic stays as it is. Use that one, end it with slipway server stop, "
                + "or name another folder with --state");
  }

  private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /** The folder itself, absolute. */
  public Path path() {
    return path;
  }

  /** A file or folder in it. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /** Writes a small file that only its owner can read: whole or not at all. */
  public void write(String name, String text) {
    Path target = path.resolve(name);
    Path next = path.resolve(name + ".next");
    try {
      Files.deleteIfExists(next);
      Files.createFile(next, PosixFilePermissions.asFileAttribute(OwnerOnly.FILE));
      try (FileChannel out = FileChannel.open(next, StandardOpenOption.WRITE)) {
        out.write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        out.force(true);
      }
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("SLW-5122 " + target + " cannot be written", e);
    }
  }

  /** Removes a file if it is there. */
  public void remove(String name) {
    try {
      Files.deleteIfExists(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("SLW-5122 " + path.resolve(name) + " cannot be removed", e);
    }
  }

  /** Bytes that may still be written there. */
  public long usableBytes() {
    try {
      return Files.getFileStore(path).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException("SLW-5122 the room left in " + path + " cannot be read", e);
    }
  }

  @Override
  public synchronized void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("SLW-5122 " + path + " cannot be let go", e);
    }
  }
}
