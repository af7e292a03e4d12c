package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.bench.rig.Ports;
import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files that the user who deploys may not read. */
class PermissionTest {
  private final Stranger stranger;
  private final String service = ServiceFile.shop("theirs", Ports.free()).strategy(Strategies.blueGreen("0s")).text();

  PermissionTest() throws Exception {
    stranger = new Stranger();
  }

  @AfterEach
  void closes() throws Exception {
    stranger.close();
  }

  @Test
  void a_slipway_yaml_without_permission_is_told_as_such_by_every_command_and_nothing_is_started() throws Exception {
    String locked = stranger.locked("slipway.yaml", service).toString();
    for (Program.Ended ended : new Program.Ended[] {
        stranger.run("validate-config", locked), stranger.run("deploy", "-f", locked, "theirs", "1.0.0"),
        stranger.run("plan", "-f", locked, "theirs", "1.0.0")}) {
      assertEquals(2, ended.exit(), ended::said);
      assertTrue(ended.err().contains("SLW-1001") && ended.err().contains(locked) && ended.err().contains("permission"), ended::said);
      assertTrue(ended.err().contains("Nothing was changed"), ended::said);
    }
    assertFalse(Files.exists(stranger.state()), "a server was started");
  }

  @Test
  void an_artifact_without_permission_is_told_as_such_and_nothing_is_kept() throws Exception {
    String file = stranger.readable("slipway.yaml", service).toString();
    Path locked = stranger.locked("dist/shop-1.0.0.jar", "bytes");
    refused(stranger.run("deploy", "-f", file, "theirs", "1.0.0"), "SLW-2032", locked);
    refused(stranger.run("plan", "-f", file, "theirs", "1.0.0"), "SLW-2032", locked);
  }

  @Test
  void a_folder_with_one_file_or_folder_without_permission_is_told_as_such_and_nothing_is_kept() throws Exception {
    String file = stranger.readable("slipway.yaml", service).toString();
    stranger.readable("dist/shop-1.0.0.jar/start", "bytes");
    Path locked = stranger.locked("dist/shop-1.0.0.jar/secret", "bytes");
    refused(stranger.run("deploy", "-f", file, "theirs", "1.0.0"), "SLW-3002", locked);
    refused(stranger.run("plan", "-f", file, "theirs", "1.0.0"), "SLW-2032", locked);
    stranger.readable("dist/shop-2.0.0.jar/start", "bytes");
    Path folder = stranger.locked("dist/shop-2.0.0.jar/inner", "").getParent().resolve("closed");
    Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(
        PosixFilePermissions.fromString("---------")));
    refused(stranger.run("deploy", "-f", file, "theirs", "2.0.0"), "SLW-2032", folder);
  }

  private void refused(Program.Ended ended, String code, Path named) throws Exception {
    assertEquals(2, ended.exit(), ended::said);
    assertTrue(ended.err().contains(code) && ended.err().contains(named.toString()), ended::said);
    try (Stream<Path> kept = Files.walk(stranger.state())) {
      assertTrue(kept.noneMatch(p -> p.toString().contains("/sha256/")), "something was kept");
    }
    Program.Ended status = stranger.run("status");
    assertFalse(status.out().contains("theirs"), status::said);
  }
}
