package dev.slipway.cli.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.release.Releases;
import dev.slipway.release.history.Git;
import dev.slipway.release.history.Repository;
import dev.slipway.release.plan.Wishes;
import dev.slipway.release.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTextTest {
  @TempDir private Path folder;

  @Test
  void what_counts_is_not_buried_under_what_does_not() {
    Git git = new Git(folder, Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null", "GIT_AUTHOR_NAME", "A",
        "GIT_AUTHOR_EMAIL", "a@example.com", "GIT_COMMITTER_NAME", "A", "GIT_COMMITTER_EMAIL", "a@example.com"));
    git.must("init", "-q", "-b", "main");
    git.must("commit", "-q", "--allow-empty", "-m", "feat: carts");
    for (int i = 0; i < 13; i++) {
      git.must("commit", "-q", "--allow-empty", "-m", "Tidy up");
    }
    String said = PlanText.of(new Releases(Repository.at(folder), Settings.DEFAULT).plan(Wishes.NONE));
    assertEquals(10, said.lines().filter(line -> line.contains("Tidy up")).count(), said);
    assertTrue(said.contains("minor  feat: carts"), said);
    assertTrue(said.contains("… and 3 more that move nothing  (it is no conventional commit; --json"), said);
  }
}
