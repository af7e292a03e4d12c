package dev.slipway.engine.store;

import dev.slipway.engine.store.StoreException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds a store for one process. The operating system lets go of it when the process ends, however it ends; the file beside the store that
 * it stands on stays and says who held it last.
 */
final class StoreLock implements AutoCloseable {
  /** How every file of a store is made: what its journal holds is for its owner alone. */
  static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** A POSIX lock belongs to the process and ends with the first channel closed on its file: a second open here must not touch the file. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private static final int LONGEST_PID_BYTES = 32;

  private final Path file;
  private final FileChannel channel;

  private StoreLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static StoreLock take(Path store) {
    Path file = beside(store);
    if (!HELD_HERE.add(file)) {
      throw held(store, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      return new StoreLock(file, locked(store, file));
    } catch (IOException e) {
      HELD_HERE.remove(file);
      throw unusable(store, e);
    } catch (StoreException e) {
      HELD_HERE.remove(file);
      throw e;
    }
  }

  /** The same file by whatever name its folder was reached. */
  private static Path beside(Path store) {
    try {
      return store.toAbsolutePath().resolveSibling(".").toRealPath().resolve(store.getFileName() + ".lock");
    } catch (IOException e) {
      throw unusable(store, e);
    }
  }

  private static StoreException unusable(Path store, IOException e) {
    return new StoreException(
        Code.CANNOT_OPEN, "the store's folder cannot be used: " + e
            + ". The server does not start; traffic stays as it is. Look at the permissions of "
            + store.toAbsolutePath().getParent(), e);
  }

  private static FileChannel locked(Path store, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), OWNER_ONLY);
    try {
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        ByteBuffer pid = ByteBuffer.allocate(LONGEST_PID_BYTES);
        channel.read(pid, 0);
        throw held(store, StandardCharsets.US_ASCII.decode(pid.flip()).toString().strip());
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
      return channel;
    } catch (IOException | StoreException e) {
      channel.close();
      throw e;
    }
  }

  private static StoreException held(Path store, String pid) {
    return new StoreException(
        Code.HELD, (pid.isEmpty() ? "another process" : "process " + pid) + " works on " + store
            + " already. Nothing was changed; it goes on as before. Use that server, or stop it first");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException(Code.FAILED, "the lock " + file + " could not be let go: " + e + ". It ends with this process", e);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
