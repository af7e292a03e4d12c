package dev.slipway.engine.store;

import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.engine.store.StoreException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Room on the disk, kept as a file beside the store. When the disk is full it is given up once, so that what is under way can still end or
 * go back; until there is room for it again no new rollout begins.
 */
final class Reserve {
  /** Some thousand commits. */
  static final int BYTES = 4 << 20;

  /** Less room than this is none: nobody knows who takes it next. */
  private static final long TIGHT_BYTES = 1 << 20;

  /** Compression would let a file of zeroes take no room. */
  private static final byte FILLING = 0x5A;

  private static final Set<StandardOpenOption> FILLED =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);

  private final Path file;

  Reserve(Path store) {
    this.file = store.resolveSibling(store.getFileName() + ".reserve");
  }

  /** Whether these events begin something that could wait; a rollback can not. */
  private static boolean canWait(List<Event> events) {
    return events.stream()
        .anyMatch(e -> e instanceof Event.DeployQueued || (e instanceof Event.RolloutStarted s && s.kind() == Rollout.Kind.DEPLOY));
  }

  /** Before these events are committed: what could wait needs it there, what could not may have it. Whether they could wait. */
  boolean admit(List<Event> events) {
    boolean canWait = canWait(events);
    if (canWait) {
      require();
    } else if (tight()) {
      var unused = giveUp();
    }
    return canWait;
  }

  /** Going back takes more than this store: the router, too, writes its table down on this disk. */
  private boolean tight() {
    try {
      return Files.exists(file) && Files.getFileStore(file).getUsableSpace() < TIGHT_BYTES;
    } catch (IOException e) {
      return false; // It stays; a commit that then finds the disk full gives it up.
    }
  }

  /** Makes sure that it is there. */
  private void require() {
    try {
      if (Files.exists(file) && Files.size(file) == BYTES) {
        return;
      }
      byte[] filling = new byte[BYTES];
      Arrays.fill(filling, FILLING);
      try (FileChannel channel = FileChannel.open(file, FILLED, StoreLock.OWNER_ONLY)) {
        ByteBuffer rest = ByteBuffer.wrap(filling);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
    } catch (IOException e) {
      giveUp();
      throw new StoreException(
          Code.FULL, "no new rollout begins, for the disk of the store has no room left for a way back (" + BYTES / (1 << 20)
              + " MiB are kept for it): " + e
              + ". Nothing was committed; traffic stays as it is. Free some space, then try again; rollback and abort still work", e);
    }
  }

  /** Gives it up. Whether there was any. */
  boolean giveUp() {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StoreException(Code.FULL, "the disk of the store is full, and its reserve " + file + " cannot be given up: " + e
          + ". Nothing was committed; traffic stays as it is. Free some space", e);
    }
  }
}
