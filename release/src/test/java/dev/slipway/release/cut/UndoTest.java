package dev.slipway.release.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.release.Checkout;
import dev.slipway.release.ReleaseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndoTest {
  @TempDir private Path folder;

  @Test
  void an_undo_leaves_tags_branch_and_files_as_they_were_before_the_cut() {
    Checkout checkout = CutTest.project(folder.resolve("a"));
    String before = checkout.head();
    String text = checkout.read("package.json");
    CutTest.cut(checkout, step -> { });
    CutResult.Undone undone = assertInstanceOf(CutResult.Undone.class, undo(checkout, step -> { }));
    assertEquals(List.of("v1.3.0"), undone.tags());
    mustBeAsBefore(checkout, before, text, "in one go");
    assertInstanceOf(CutResult.Done.class, CutTest.cut(checkout, step -> { }));
  }

  @Test
  void an_undo_killed_at_any_step_is_finished_by_the_next_undo_or_cut() {
    List<String> steps = new ArrayList<>();
    Checkout whole = CutTest.project(folder.resolve("whole"));
    CutTest.cut(whole, step -> { });
    undo(whole, steps::add);
    assertTrue(steps.size() >= 6, steps.toString());
    for (int i = 0; i < steps.size(); i++) {
      Checkout checkout = CutTest.project(folder.resolve("killed" + i));
      String before = checkout.head();
      String text = checkout.read("package.json");
      CutTest.cut(checkout, step -> { });
      String at = steps.get(i);
      assertThrows(IllegalStateException.class, () -> undo(checkout, step -> {
        if (step.equals(at)) {
          throw new IllegalStateException("killed");
        }
      }));
      boolean moved = checkout.head().equals(before);
      assertEquals(moved, checkout.git("tag", "-l", "v1.3.0").isEmpty(), "branch and tag go together, at " + at);
      boolean byCut = Files.exists(checkout.folder().resolve(".git/slipway/cut")) && i % 2 == 0;
      assertInstanceOf(CutResult.Undone.class, byCut ? CutTest.cut(checkout, step -> { }) : undo(checkout, step -> { }), at);
      mustBeAsBefore(checkout, before, text, at);
    }
  }

  @Test
  void what_others_may_have_is_not_undone() {
    Checkout checkout = CutTest.project(folder.resolve("c"));
    refused(checkout, "SLW-6255");
    checkout.git("init", "-q", "--bare", folder.resolve("remote.git").toString());
    checkout.git("remote", "add", "origin", folder.resolve("remote.git").toString());
    CutTest.cut(checkout, step -> { });
    checkout.git("push", "-q", "origin", "v1.3.0");
    refused(checkout, "SLW-6256");
    checkout.git("push", "-q", "origin", ":v1.3.0", "main");
    refused(checkout, "SLW-6256");
    checkout.git("update-ref", "-d", "refs/remotes/origin/main");
    checkout.write("package.json", "mine");
    refused(checkout, "SLW-6240");
    assertEquals("mine", checkout.read("package.json"));
  }

  @Test
  void a_cut_beside_another_git_waits_for_it() throws Exception {
    Checkout checkout = CutTest.project(folder.resolve("d"));
    assertThrows(IllegalStateException.class, () -> CutTest.cut(checkout, step -> {
      if (step.equals("index")) {
        throw new IllegalStateException("killed");
      }
    }));
    Path lock = Files.createFile(checkout.folder().resolve(".git/index.lock"));
    CutTest.cutRefused(checkout, "SLW-6242");
    Files.delete(lock);
    refused(checkout, "SLW-6255");
    assertTrue(assertInstanceOf(CutResult.Done.class, CutTest.cut(checkout, step -> { })).resumed());
  }

  private static void mustBeAsBefore(Checkout checkout, String head, String text, String when) {
    assertEquals(head, checkout.head(), when);
    assertEquals("v1.2.0", checkout.git("tag", "-l"), when);
    assertEquals(text, checkout.read("package.json"), when);
    assertFalse(Files.exists(checkout.folder().resolve("CHANGELOG.md")), when);
    assertEquals("", checkout.git("status", "--porcelain", "--untracked-files=all"), when);
    assertFalse(Files.exists(checkout.folder().resolve(".git/slipway/cut")), when);
  }

  private static CutResult undo(Checkout checkout, Consumer<String> step) {
    return new Undo(checkout.releases(), step).run();
  }

  private static void refused(Checkout checkout, String code) {
    ReleaseException e = assertThrows(ReleaseException.class, () -> undo(checkout, step -> { }));
    assertTrue(e.getMessage().startsWith(code), e.getMessage());
  }
}
