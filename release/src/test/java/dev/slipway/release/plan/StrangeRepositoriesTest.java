package dev.slipway.release.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.release.Checkout;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.Releases;
import dev.slipway.release.history.Git;
import dev.slipway.release.history.Repository;
import dev.slipway.release.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrangeRepositoriesTest {
  @TempDir private Path folder;
  private Checkout git;

  @BeforeEach
  void begin() {
    git = Checkout.in(folder);
  }

  @Test
  void tags_of_any_name_are_passed_over_and_those_without_a_v_are_gone_on_with() {
    git.commit("feat: x").tag("1.0.0").tag("latest").tag("1.2").tag("über/ü").tag("x--y");
    git.git("update-ref", "refs/tags/--upload-pack=x", "HEAD");
    git.commit("fix: y");
    PartPlan plan = git.plan(Settings.DEFAULT).getFirst();
    assertEquals(Optional.of("1.0.1"), plan.nextTag());
    assertTrue(plan.notes().getFirst().startsWith("5 tags are no version"), plan.notes().toString());
  }

  @Test
  void a_folder_that_is_no_repository_one_without_commits_and_a_shallow_clone_are_told() {
    assertTrue(assertThrows(ReleaseException.class, () -> Repository.at(folder)).getMessage().startsWith("SLW-6201"));
    git.commit("feat: x").tag("v1.0.0").commit("fix: a").commit("fix: b");
    git.git("clone", "-q", "--depth=1", "file://" + folder, folder.resolve("shallow").toString());
    ReleaseException cut = assertThrows(ReleaseException.class, () -> new Releases(
        Repository.at(folder.resolve("shallow")), Settings.DEFAULT).plan(Wishes.NONE));
    assertTrue(cut.getMessage().contains("git fetch --unshallow --tags"), cut.getMessage());
  }

  @Test
  void messages_that_are_no_utf_8_and_empty_ones_are_read() {
    git.commit("feat: x").tag("v1.0.0").commit("");
    byte[] latin = "fix: gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1);
    String tree = git.git("rev-parse", "HEAD^{tree}");
    Git.Answer made = new Git(folder).feed(latin, "-c", "user.name=A", "-c", "user.email=a@b", "commit-tree", "-p", "HEAD", "-F", "-",
        tree);
    git.git("update-ref", "refs/heads/main", made.out().strip());
    assertEquals("1.0.1", git.next());
  }
}
