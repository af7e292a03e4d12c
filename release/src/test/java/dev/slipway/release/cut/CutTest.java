package dev.slipway.release.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.release.Checkout;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.plan.Wishes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutTest {
  private static final String PACKAGE = "{\r\n\t\"name\": \"shop\",\r\n\t\"version\": \"1.2.0\"\r\n}\r\n";
  private static final Cut.Options PLAIN = new Cut.Options(false, false, false);

  @TempDir private Path folder;

  @Test
  void a_cut_changes_files_changelog_branch_and_tag_and_leaves_the_tree_clean() {
    Checkout checkout = project(folder.resolve("a"));
    CutResult.Done done = assertInstanceOf(CutResult.Done.class, cut(checkout, step -> { }));
    assertEquals(List.of("v1.3.0"), done.tags());
    assertEquals(checkout.head(), checkout.git("rev-parse", "v1.3.0^{commit}"));
    assertEquals("tag", checkout.git("cat-file", "-t", "v1.3.0"));
    assertEquals("chore(release): 1.3.0", checkout.git("log", "-1", "--format=%B").strip());
    assertEquals(PACKAGE.replace("1.2.0", "1.3.0"), checkout.read("package.json"));
    assertTrue(checkout.read("CHANGELOG.md").contains("## 1.3.0 - 2026-01-31\n\n### Added\n\n- carts ("), checkout.read("CHANGELOG.md"));
    assertEquals("", checkout.git("status", "--porcelain"));
    assertInstanceOf(CutResult.Nothing.class, cut(checkout, step -> { }));
  }

  @Test
  void a_cut_killed_at_any_step_has_changed_nothing_or_is_finished_by_the_next_one() {
    List<String> steps = new ArrayList<>();
    Checkout whole = project(folder.resolve("whole"));
    cut(whole, steps::add);
    assertTrue(steps.size() >= 8, steps.toString());
    for (int i = 0; i < steps.size(); i++) {
      Checkout checkout = project(folder.resolve("killed" + i));
      int last = i;
      List<String> seen = new ArrayList<>();
      assertThrows(Killed.class, () -> cut(checkout, step -> {
        seen.add(step);
        if (seen.size() == last + 1) {
          throw new Killed();
        }
      }));
      boolean moved = !checkout.git("log", "-1", "--format=%s").equals("feat: carts");
      assertEquals(moved, !checkout.git("tag", "-l", "v1.3.0").isEmpty(), "branch and tag go together, at " + steps.get(i));
      cut(checkout, step -> { });
      assertEquals("v1.2.0\nv1.3.0", checkout.git("tag", "-l"), steps.get(i));
      assertEquals(whole.git("rev-parse", "HEAD^{tree}"), checkout.git("rev-parse", "HEAD^{tree}"), steps.get(i));
      assertEquals("2", checkout.git("rev-list", "--count", "v1.2.0..HEAD"), steps.get(i));
      assertEquals("", checkout.git("status", "--porcelain", "--untracked-files=all"), steps.get(i));
      assertFalse(Files.exists(checkout.folder().resolve(".git/slipway/cut")), steps.get(i));
    }
  }

  @Test
  void work_done_between_a_kill_and_the_next_cut_is_not_written_over() {
    Checkout checkout = project(folder.resolve("b"));
    assertThrows(Killed.class, () -> cut(checkout, step -> {
      if (step.equals("index")) {
        throw new Killed();
      }
    }));
    checkout.write("package.json", "mine");
    ReleaseException refused = assertThrows(ReleaseException.class, () -> cut(checkout, step -> { }));
    assertTrue(refused.getMessage().startsWith("SLW-6248 package.json"), refused.getMessage());
    assertEquals("mine", checkout.read("package.json"));
  }

  @Test
  void a_dirty_tree_a_detached_head_an_unknown_branch_and_a_read_only_file_are_refused_and_nothing_changes() throws Exception {
    Checkout checkout = project(folder.resolve("c"));
    Files.setPosixFilePermissions(checkout.folder().resolve("package.json"), PosixFilePermissions.fromString("r--r--r--"));
    refused(checkout, "SLW-6234");
    Files.setPosixFilePermissions(checkout.folder().resolve("package.json"), PosixFilePermissions.fromString("rw-r--r--"));
    checkout.write("package.json", "{}");
    refused(checkout, "SLW-6240");
    checkout.git("checkout", "-q", "--", "package.json");
    checkout.git("checkout", "-q", "-b", "feature/carts");
    refused(checkout, "SLW-6209");
    checkout.git("checkout", "-q", "--detach");
    refused(checkout, "SLW-6208");
  }

  @Test
  void links_are_not_followed_out_of_the_repository() throws Exception {
    Checkout checkout = project(folder.resolve("d"));
    Path outside = Files.writeString(folder.resolve("outside.md"), "# Mine\n");
    Files.createSymbolicLink(checkout.folder().resolve("CHANGELOG.md"), outside);
    checkout.git("add", "-A");
    checkout.commit("chore: link");
    cutRefused(checkout, "SLW-6232");
    assertEquals("# Mine\n", Files.readString(outside));
  }

  @Test
  void a_push_takes_branch_and_tag_together_and_can_be_made_up_for() {
    Checkout checkout = project(folder.resolve("e"));
    checkout.git("init", "-q", "--bare", folder.resolve("remote.git").toString());
    checkout.git("remote", "add", "origin", folder.resolve("remote.git").toString());
    cut(checkout, step -> { });
    assertEquals("", checkout.git("ls-remote", "origin"));
    CutResult again = new Cut(checkout.releases(), "2026-01-31", step -> { }).run(Wishes.NONE, new Cut.Options(true, false, false));
    assertTrue(assertInstanceOf(CutResult.Nothing.class, again).pushed());
    assertTrue(checkout.git("ls-remote", "origin").contains("refs/tags/v1.3.0"));
    assertTrue(checkout.git("ls-remote", "origin").contains("refs/heads/main"));
  }

  static Checkout project(Path folder) {
    folder.toFile().mkdirs();
    return Checkout.in(folder).commit("feat: begin", "package.json", PACKAGE, "src/a.js", "1").tag("v1.2.0").commit("feat: carts",
        "src/a.js", "2");
  }

  static CutResult cut(Checkout checkout, Consumer<String> step) {
    return new Cut(checkout.releases(), "2026-01-31", step).run(Wishes.NONE, PLAIN);
  }

  private static void refused(Checkout checkout, String code) {
    cutRefused(checkout, code);
    assertEquals("v1.2.0", checkout.git("tag", "-l"));
    assertEquals("feat: carts", checkout.git("log", "-1", "--format=%s"));
  }

  static void cutRefused(Checkout checkout, String code) {
    ReleaseException e = assertThrows(ReleaseException.class, () -> cut(checkout, step -> { }));
    assertTrue(e.getMessage().startsWith(code), e.getMessage());
  }

  /** As if the process had been ended there. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
