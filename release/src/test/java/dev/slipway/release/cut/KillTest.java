package dev.slipway.release.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.release.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that cuts, ended with kill -9 by the git it starts: after each of git's writes, before it hears of it; and between files. */
class KillTest {
  private static final int KILLED = 128 + 9;
  private static final String WRITES = "hash-object|read-tree|update-index|write-tree|commit-tree|tag|update-ref";

  /** Counts the writes; after the one that is named, kills who started it. */
  private static final String GIT = """
      #!/bin/sh
      case " $* " in
        *' hash-object '* | *' read-tree '* | *' update-index '* | *' write-tree '* | *' commit-tree '* | *' tag '* | *' update-ref '*)
          n=$(($(cat "$WRITES_FILE") + 1)); echo $n > "$WRITES_FILE" ;;
        *) n=- ;;
      esac
      PATH=$REAL_PATH git "$@"
      status=$?
      [ $n = "$KILL_AFTER" ] && kill -9 $PPID
      exit $status
      """;

  @TempDir private Path folder;

  @Test
  void a_cut_that_is_killed_anywhere_has_done_nothing_that_others_see_or_all_of_it_and_the_next_one_ends_it() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.writeString(bin.resolve("git"), GIT);
    Files.setPosixFilePermissions(bin.resolve("git"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Checkout whole = CutTest.project(folder.resolve("whole"));
    assertEquals(0, cut(whole, "none", "none"));
    int writes = Integer.parseInt(Files.readString(folder.resolve("writes")).strip());
    assertTrue(writes >= 12, writes + " writes of git, by one of " + WRITES);
    for (int n = 1; n <= writes; n++) {
      killedAndEnded(whole, "write" + n, Integer.toString(n), "none");
    }
    for (String step : List.of("file package.json", "file CHANGELOG.md", "forget")) {
      killedAndEnded(whole, step.replace(' ', '-'), "none", step);
    }
  }

  private void killedAndEnded(Checkout whole, String name, String write, String step) throws Exception {
    Checkout killed = CutTest.project(folder.resolve(name));
    String before = killed.head();
    assertEquals(KILLED, cut(killed, write, step), name);
    boolean moved = !killed.head().equals(before);
    assertEquals(moved, killed.git("tag", "-l").contains("v1.3.0"), "branch and tag go together, killed at " + name);
    CutTest.cut(killed, said -> { });
    assertEquals("v1.2.0\nv1.3.0", killed.git("tag", "-l"), name);
    assertEquals(killed.head(), killed.git("rev-parse", "v1.3.0^{commit}"), name);
    assertEquals(whole.git("rev-parse", "HEAD^{tree}"), killed.git("rev-parse", "HEAD^{tree}"), name);
    assertEquals("2", killed.git("rev-list", "--count", "v1.2.0..HEAD"), name);
    assertEquals("", killed.git("status", "--porcelain", "--untracked-files=all"), name);
    assertFalse(Files.exists(killed.folder().resolve(".git/slipway/cut")), name);
    killed.git("fsck", "--no-dangling", "--strict");
  }

  private int cut(Checkout checkout, String write, String step) throws IOException, InterruptedException {
    Path writes = Files.writeString(folder.resolve("writes"), "0\n");
    ProcessBuilder java = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
        "-cp", System.getProperty("java.class.path"), Killable.class.getName(), checkout.folder().toString(), step);
    String path = System.getenv("PATH");
    java.environment().put("PATH", folder.resolve("bin") + ":" + path);
    java.environment().put("REAL_PATH", path);
    java.environment().put("KILL_AFTER", write);
    java.environment().put("WRITES_FILE", writes.toString());
    Process process = java.inheritIO().start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return process.exitValue();
  }
}
