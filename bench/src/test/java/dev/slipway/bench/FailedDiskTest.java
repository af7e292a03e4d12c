package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import dev.slipway.bench.rig.Workspace;
import dev.slipway.server.ServerOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server whose disk fails under it: the kernel refuses what its database appends, from one moment on (prlimit(1), RLIMIT_FSIZE). */
class FailedDiskTest {
  /** Logs may still grow to here; the database's log is longer already. */
  private static final int MOST_FILE_BYTES = 96 << 10;

  private static final int CANNOT = 3;

  @Test
  void a_server_whose_disk_failed_ends_by_itself_and_the_next_command_brings_it_back() throws Exception {
    try (Rig rig = Rig.ofClassPath()) {
      Target target = rig.shop("failed");
      ServiceFile shop = target.shop().strategy(Strategies.blueGreen("0s"));
      target.promoted(shop, "1.0.0");
      target.promoted(shop, "1.1.0");
      String file = target.write(shop).toString();
      try (LightLoad load = LightLoad.on(target); ServerSocket usual = new ServerSocket()) {
        holdTheUsualPort(usual);
        fail(rig);
        Program.Ended refused = rig.program().run("rollback", "-f", file, "failed");
        assertEquals(CANNOT, refused.exit(), refused::said);
        assertEquals(CANNOT, rig.server().exit(), "how the server ended");
        String last = Workspace.read(rig.workspace().folder().resolve("server.out"));
        assertTrue(last.contains("SLW-5014") && last.contains("SLW-5007") && last.contains("go on serving"), last);
        assertTrue(Workspace.read(rig.workspace().state().resolve("server.log")).contains("SLW-5014"));
        assertFalse(Files.exists(rig.workspace().state().resolve("server.json")));
        comesBack(rig, target, file);
        load.nothingLost();
      } finally {
        endTheOneInTheBackground(rig, target);
      }
    }
  }

  /** Whether this test or another server has it: a server in the background must come up without it. */
  private static void holdTheUsualPort(ServerSocket usual) throws IOException {
    try {
      usual.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ServerOptions.DEFAULT_PORT));
    } catch (BindException e) {
      System.err.println("port " + ServerOptions.DEFAULT_PORT + " is held by somebody else, as this test wants it: " + e.getMessage());
    }
  }

  private static void endTheOneInTheBackground(Rig rig, Target target) {
    if (rig.server().apiIfThere().isEmpty()) {
      return; // None came back: what the test says of that is not to be hidden.
    }
    rig.remove(target);
    assertEquals(0, rig.program().run("server", "stop").exit());
    Path there = rig.workspace().state().resolve("server.json");
    assertTrue(Wait.until(Duration.ofSeconds(15), 20, () -> !Files.exists(there)), "it did not end");
  }

  private static void fail(Rig rig) throws IOException {
    Path wal = rig.workspace().state().resolve("slipway.db-wal");
    assertTrue(Files.size(wal) > MOST_FILE_BYTES, "the database's log is too short to be cut off");
    rig.workspace().run(List.of("prlimit", "--pid", Long.toString(rig.server().pid()), "--fsize=" + MOST_FILE_BYTES));
  }

  private static void comesBack(Rig rig, Target target, String file) {
    long before = rig.server().pid();
    Program.Ended rollback = rig.program().run("rollback", "-f", file, "failed");
    assertEquals(0, rollback.exit(), rollback::said);
    assertNotEquals(before, rig.server().api().get("/health").path("pid").asLong());
    assertEquals("1.0.0", target.stableVersion());
    assertEquals("1.0.0", Visit.to(target.url() + "/").release());
    assertEquals(0, rig.program().run("audit", "verify").exit());
  }
}
