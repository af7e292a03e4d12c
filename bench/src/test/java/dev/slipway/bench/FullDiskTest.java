package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The disk under the state folder is full to the last byte. */
class FullDiskTest {
  private static final int MEBIBYTES = 128;

  @Test
  void on_a_full_disk_a_deploy_is_refused_and_traffic_and_the_way_back_stay() throws IOException {
    Workspace workspace = Workspace.create();
    try (SmallDisk disk = SmallDisk.mount(workspace.state(), MEBIBYTES)) {
      try (Rig rig = Rig.ofClassPath(workspace)) {
        Target target = rig.shop("full");
        String file = target.write(target.shop().strategy(Strategies.blueGreen("0s"))).toString();
        succeeds(rig.program().run("deploy", "-f", file, "full", "1.0.0"));
        succeeds(rig.program().run("deploy", "-f", file, "full", "1.1.0"));
        disk.fill();
        try (LightLoad load = LightLoad.on(target)) {
          refuses(rig, target, file);
          succeeds(rig.program().run("rollback", "-f", file, "full", "the disk is full"));
          assertEquals("1.0.0", Visit.to(target.url() + "/").release());
          load.nothingLost();
        }
        assertEquals("1.0.0", target.stableVersion());
        disk.free();
        succeeds(rig.program().run("deploy", "-f", file, "full", "1.2.0"));
        succeeds(rig.program().run("audit", "verify"));
        assertEquals("1.2.0", Visit.to(target.url() + "/").release());
      }
    } finally {
      workspace.close();
    }
  }

  private static void refuses(Rig rig, Target target, String file) {
    long sequence = target.status().path("sequence").asLong();
    Program.Ended refused = rig.program().run("deploy", "-f", file, "full", "1.2.0");
    assertEquals(3, refused.exit(), refused::said);
    assertTrue(refused.err().contains("SLW-2035") && refused.err().contains("Nothing was started"), refused::said);
    assertEquals(sequence, target.status().path("sequence").asLong(), "journal grew");
    assertFalse(target.status().has("rollout"));
    assertEquals("1.1.0", target.stableVersion());
    assertTrue(Files.exists(rig.workspace().state().resolve("slipway.db.reserve")), "the reserve was given up for a deploy");
  }

  private static void succeeds(Program.Ended ended) {
    assertEquals(0, ended.exit(), ended::said);
  }
}
