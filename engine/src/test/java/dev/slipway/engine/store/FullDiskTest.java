package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.journal.Verification;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full: a small one in memory, which takes the right to mount it. */
class FullDiskTest {
  private static final int DISK_BYTES = 16 << 20;
  private static final Duration LENGTH = Duration.ofSeconds(10);
  private static final TargetId STAGING = new TargetId("shop", "staging");

  @TempDir Path disk;
  private boolean mounted;

  @BeforeEach
  void mounts() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=" + DISK_BYTES, "slipway-test", disk.toString()) == 0;
    Assumptions.assumeTrue(mounted, "SKIPPED: a small disk can be mounted only as root");
  }

  @AfterEach
  void unmounts() throws Exception {
    if (mounted) {
      assertEquals(0, run("umount", disk.toString()));
    }
  }

  private static int run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    } catch (IOException e) {
      return -1;
    }
  }

  private Path fill() throws IOException {
    Path ballast = disk.resolve("ballast");
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      for (int i = 0; i < DISK_BYTES / block.length; i++) {
        out.write(block);
      }
      throw new IllegalStateException("the disk is larger than it should be");
    } catch (IOException full) {
      assertTrue(String.valueOf(full.getMessage()).contains("space"), full.toString());
    }
    return ballast;
  }

  @Test
  void on_a_full_disk_what_is_under_way_goes_back_and_nothing_new_begins_until_there_is_room() throws Exception {
    try (SqliteStore store = SqliteStore.open(disk.resolve("slipway.db"), new SettableClock())) {
      long epoch = store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow();
      long other = store.lease(STAGING, "server-1", LENGTH).orElseThrow();
      Examples.mustCommit(store, Examples.SHOP, epoch, Examples.deploy("1.0.0"));
      Path ballast = fill();
      for (int i = 0; i < 200; i++) {
        Examples.mustCommit(store, Examples.SHOP, epoch, Examples.toggle(i));
      }
      assertFalse(Files.exists(disk.resolve("slipway.db.reserve")), "the reserve was given up");
      StoreException e = assertThrows(StoreException.class, () -> Examples.mustCommit(store, STAGING, other, Examples.deploy("1.0.0")));
      assertEquals("SLW-5005", e.code());
      assertTrue(e.said().contains("no new rollout begins"), e.said());
      Examples.mustCommit(store, Examples.SHOP, epoch, new Input.Commanded(new Command.Abort("ada", "the disk is full"), Examples.AT));
      assertInstanceOf(Verification.Intact.class, store.verify(List.of()));
      Files.delete(ballast);
      Examples.mustCommit(store, STAGING, other, Examples.deploy("1.0.0"));
      assertEquals(Reserve.BYTES, Files.size(disk.resolve("slipway.db.reserve")));
    }
  }

  @Test
  void what_goes_back_makes_room_for_the_router_even_where_the_store_itself_needs_none() throws Exception {
    try (SqliteStore store = SqliteStore.open(disk.resolve("slipway.db"), new SettableClock())) {
      long epoch = store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow();
      Examples.fill(store, Examples.SHOP, epoch, 400);
      Path ballast = fill();
      Examples.mustCommit(store, Examples.SHOP, epoch, new Input.Commanded(new Command.Abort("ada", "the disk is full"), Examples.AT));
      Files.writeString(ballast.resolveSibling("table.json"), "x".repeat(64 << 10));
      assertFalse(Files.exists(disk.resolve("slipway.db.reserve")));
    }
  }
}
