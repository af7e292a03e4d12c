package dev.slipway.adapters.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.Powerless;
import dev.slipway.adapters.linux.ProcessIdentity;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReleaseStoreTest {
  @TempDir Path folder;
  private Layout layout;
  private ReleaseStore store;

  @BeforeEach
  void open() {
    layout = new Layout(folder.resolve("state"));
    store = new ReleaseStore(layout, Machine.here());
  }

  @AfterEach
  void sweep() throws IOException {
    DurableFile.removeTree(layout.store());
  }

  private Path kept(Digest digest, String name) {
    return layout.store().resolve("sha256").resolve(digest.hex()).resolve(name);
  }

  private List<Path> everything() throws IOException {
    if (!Files.exists(layout.store())) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(layout.store())) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  private void refused(String code, Path artifact) throws IOException {
    OutsideException e = assertThrows(OutsideException.class, () -> store.stage(artifact));
    assertEquals(code, e.code(), e.said());
    assertEquals(List.of(), everything());
  }

  @Test
  void a_file_is_kept_read_only_under_the_digest_that_sha256sum_prints_and_keeps_its_executable_bit() throws IOException {
    Path file = Files.writeString(folder.resolve("app"), "abc");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
    Digest digest = store.stage(file);
    assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", digest.hex());
    assertEquals("r-xr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept(digest, "app"))));
    var keyBefore = Files.readAttributes(kept(digest, "app"), java.nio.file.attribute.BasicFileAttributes.class).fileKey();
    assertEquals(digest, store.stage(file));
    assertEquals(keyBefore, Files.readAttributes(kept(digest, "app"), java.nio.file.attribute.BasicFileAttributes.class).fileKey());
    Files.writeString(file, "changed later");
    assertEquals("abc", Files.readString(kept(digest, "app")));
  }

  @Test
  void the_same_bytes_under_another_name_are_kept_under_both_and_found_by_any_third() throws IOException {
    Digest one = store.stage(Files.writeString(folder.resolve("a.jar"), "abc"));
    Digest two = store.stage(Files.writeString(folder.resolve("b.jar"), "abc"));
    assertEquals(one, two);
    assertTrue(Files.exists(kept(one, "a.jar")) && Files.exists(kept(one, "b.jar")));
    RunSpec run = new RunSpec(1, "c.jar", "x", Map.of(), HealthSpec.portOnly(), Duration.ZERO, Optional.empty());
    Release third = new Release(new ReleaseId("3.0.0"), "3.0.0", one, one, run);
    assertTrue(store.keeps(third));
    assertEquals("abc", Files.readString(store.require(third)));
  }

  @Test
  void a_folders_digest_tells_content_paths_modes_and_links_apart() throws IOException {
    Path app = Files.createDirectories(folder.resolve("app/lib")).getParent();
    Files.writeString(app.resolve("lib/x"), "1");
    Files.createSymbolicLink(app.resolve("link"), Path.of("lib/x"));
    Digest first = store.stage(app);
    assertEquals("1", Files.readString(kept(first, "app").resolve("link")));
    assertEquals(first, store.stage(app));
    Files.setPosixFilePermissions(app.resolve("lib/x"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Digest executable = store.stage(app);
    Files.move(app.resolve("lib/x"), app.resolve("lib/y"));
    Files.createFile(app.resolve("lib/x"));
    Digest moved = store.stage(app);
    assertEquals(3, Set.of(first, executable, moved).size());
    assertNotEquals(first, moved);
    assertEquals("r-xr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept(first, "app").resolve("lib"))));
  }

  @Test
  void links_that_leave_the_folder_pipes_and_missing_files_are_refused_and_leave_nothing_behind() throws Exception {
    Path app = Files.createDirectory(folder.resolve("app"));
    Files.writeString(app.resolve("a"), "1");
    Files.createSymbolicLink(app.resolve("z"), Path.of("../secret"));
    refused("SLW-3007", app);
    Files.delete(app.resolve("z"));
    Files.createSymbolicLink(app.resolve("z"), Path.of("/etc/passwd"));
    refused("SLW-3007", app);
    Files.delete(app.resolve("z"));
    assertEquals(0, new ProcessBuilder("mkfifo", app.resolve("pipe").toString()).start().waitFor());
    refused("SLW-3005", app);
    refused("SLW-3001", folder.resolve("nowhere.jar"));
  }

  @Test
  void a_file_that_cannot_be_read_to_the_end_is_refused_and_leaves_nothing_behind() throws IOException {
    refused("SLW-3004", Path.of("/proc/self/mem"));
  }

  @Test
  void a_file_without_permission_is_refused_in_words_that_say_so() throws Exception {
    Path file = Files.writeString(folder.resolve("app"), "abc");
    Files.setPosixFilePermissions(file, Set.of());
    String said = Powerless.run(StageMain.class, folder.resolve("state").toString(), file.toString());
    assertTrue(said.startsWith("SLW-3002 ") && said.contains("permission denied") && said.contains(file.toString()), said);
    assertFalse(Files.exists(layout.store().resolve("sha256")));
  }

  @Test
  void a_full_disk_is_refused_in_words_that_say_so_and_leaves_nothing_behind() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    int mounted = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()).redirectErrorStream(true).start()
        .waitFor();
    if (mounted != 0) {
      System.err.println("SKIPPED a_full_disk: mounting a small file system needs root");
    }
    Assumptions.assumeTrue(mounted == 0, "mounting needs root");
    try {
      layout = new Layout(disk);
      store = new ReleaseStore(layout, Machine.here());
      Path big = Files.write(folder.resolve("big.jar"), new byte[3 << 20]);
      refused("SLW-3003", big);
      Digest small = store.stage(Files.writeString(folder.resolve("small.jar"), "fits"));
      assertTrue(Files.exists(kept(small, "small.jar")));
    } finally {
      assertEquals(0, new ProcessBuilder("umount", disk.toString()).start().waitFor());
      layout = new Layout(folder.resolve("state"));
    }
  }

  @Test
  void pruning_removes_all_but_what_is_kept() throws IOException {
    Digest kept = store.stage(Files.writeString(folder.resolve("a"), "1"));
    Path app = Files.createDirectories(folder.resolve("app/lib")).getParent();
    Files.writeString(app.resolve("lib/x"), "1");
    Digest gone = store.stage(app);
    assertEquals(1, store.prune(Set.of(kept)));
    assertTrue(Files.exists(kept(kept, "a")));
    assertFalse(Files.exists(kept(gone, "app").getParent()));
    assertEquals(0, new ReleaseStore(new Layout(folder.resolve("empty")), Machine.here()).prune(Set.of()));
  }

  @Test
  void pruning_sweeps_copies_that_a_dead_program_began_and_leaves_those_under_way() throws IOException {
    Path arriving = Layout.made(layout.store().resolve("arriving"));
    Path dead = Layout.made(arriving.resolve(new ProcessIdentity(Machine.here().boot(), ProcessHandle.current().pid(), 1).toString()));
    Path alive = Layout.made(arriving.resolve(ProcessIdentity.mine(Machine.here()).toString()));
    Files.writeString(dead.resolve("half"), "x");
    assertEquals(0, store.prune(Set.of()));
    assertFalse(Files.exists(dead));
    assertTrue(Files.exists(alive));
  }
}
