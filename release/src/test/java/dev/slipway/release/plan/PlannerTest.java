package dev.slipway.release.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.Checkout;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.settings.Settings;
import dev.slipway.release.settings.SettingsReader;
import dev.slipway.release.version.Channel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
  @TempDir private Path folder;
  private Checkout git;

  @BeforeEach
  void begin() {
    git = Checkout.in(folder);
  }

  @Test
  void the_first_release_is_that_of_the_files_or_the_first_one_there_is() {
    git.commit("docs: begin");
    assertEquals("nothing", git.next());
    git.commit("feat: a");
    assertEquals("0.1.0", git.next());
    git.commit("chore: files", "package.json", "{\"version\": \"0.4.0\"}");
    assertEquals("0.4.0", git.next());
  }

  @Test
  void the_largest_change_since_the_last_release_counts_and_each_commit_says_why() {
    git.commit("feat!: old").tag("v1.0.0").commit("docs: b").commit("fix: c").commit("feat: d").commit("whatever");
    PartPlan plan = git.plan(Settings.DEFAULT).getFirst();
    assertEquals("1.1.0", plan.next().orElseThrow().toString());
    assertEquals(List.of("it is no conventional commit", "its type feat", "its type fix", "its type docs"),
        plan.judged().stream().map(Judged::why).toList());
    git.tag("v1.1.0");
    assertEquals("nothing", git.next());
  }

  @Test
  void what_is_taken_back_within_a_release_does_not_count_and_taking_that_back_counts_again() {
    git.commit("feat: x").tag("v1.0.0").commit("feat: a");
    String a = git.head();
    git.commit("Revert \"feat: a\"\n\nThis reverts commit " + a + ".");
    assertEquals("nothing", git.next());
    String revert = git.head();
    git.commit("Revert \"Revert \"feat: a\"\"\n\nThis reverts commit " + revert + ".");
    assertEquals("1.1.0", git.next());
    git.tag("v1.1.0").commit("Revert \"feat: a\"\n\nThis reverts commit " + a + ".");
    assertEquals("1.1.1", git.next());
  }

  @Test
  void merges_and_what_they_brought_count_once() {
    git.commit("feat: x").tag("v1.0.0");
    git.git("checkout", "-q", "-b", "side");
    git.commit("feat: a");
    git.git("checkout", "-q", "main");
    git.commit("fix: b");
    git.git("merge", "-q", "--no-ff", "-m", "Merge pull request #3 from side\n\nfeat: a", "side");
    git.commit("feat: all (#4)\n\n* feat: a\n* fix: c\n");
    PartPlan plan = git.plan(Settings.DEFAULT).getFirst();
    List<String> counted = plan.judged().stream().filter(Judged::counts).map(j -> j.message().header()).toList();
    assertEquals(List.of("feat: all (#4)", "feat: a", "fix: c", "fix: b"), counted);
  }

  @Test
  void channels_go_their_own_ways_and_meet_in_the_stable_version() {
    git.commit("feat: x").tag("v1.0.0").commit("feat: a");
    Wishes beta = new Wishes(Channel.of("beta"), Optional.empty(), Optional.empty());
    assertEquals("1.1.0-beta.1", git.next(beta));
    git.tag("v1.1.0-beta.1");
    assertEquals("nothing", git.next(beta));
    git.commit("fix: b");
    assertEquals("1.1.0-beta.2", git.next(beta));
    assertEquals(List.of("fix: b"), git.releases().plan(beta).getFirst().judged().stream().map(j -> j.message().header()).toList());
    git.tag("v1.1.0-beta.2");
    assertEquals("1.1.0", git.next());
    git.commit("feat!: c");
    assertEquals("2.0.0-beta.1", git.next(beta));
  }

  @Test
  void a_branch_of_maintenance_goes_on_from_its_own_line() {
    git.commit("feat: x").tag("v1.0.0").commit("feat!: y").tag("v2.0.0");
    git.git("checkout", "-q", "-b", "1.x", "v1.0.0");
    git.commit("fix: z");
    assertEquals("1.0.1", git.next());
    git.commit("feat!: no");
    assertTrue(refused(Wishes.NONE).startsWith("SLW-6216"));
  }

  @Test
  void a_tag_that_exists_elsewhere_is_not_used_again() {
    git.commit("feat: x").tag("v1.0.0");
    git.git("checkout", "-q", "-b", "other");
    git.commit("feat: o").tag("v1.1.0");
    git.git("checkout", "-q", "main");
    git.commit("feat: m");
    assertTrue(refused(Wishes.NONE).startsWith("SLW-6214"));
    assertEquals("1.2.0", git.next(new Wishes(Optional.empty(), SemanticVersion.parse("1.2.0"), Optional.empty())));
  }

  @Test
  void footers_may_ask_for_a_version_and_must_agree() {
    git.commit("feat: x").tag("v1.0.0").commit("chore: go\n\nRelease-As: 3.0.0");
    assertEquals("3.0.0", git.next());
    git.commit("chore: go\n\nRelease-As: 4.0.0");
    assertTrue(refused(Wishes.NONE).startsWith("SLW-6213"));
  }

  @Test
  void packages_have_tags_and_changes_of_their_own() {
    Settings settings = SettingsReader.read(Map.of("packages", Map.of("web", Map.of("path", "apps/web", "also", "shared"), "api", Map.of(
        "tag", "api@${version}"))), path -> path);
    git.commit("feat: all", "apps/web/a", "1", "api/a", "1", "shared/a", "1").tag("web-v1.0.0").tag("api@2.0.0");
    git.commit("fix: api", "api/a", "2").commit("feat: shared", "shared/a", "2").commit("feat!: nobody's", "docs/a", "1");
    Map<String, String> next = new TreeMap<>();
    git.plan(settings).forEach(p -> next.put(p.part().name(), p.nextTag().orElse("")));
    assertEquals(Map.of("web", "web-v1.1.0", "api", "api@2.0.1"), next);
  }

  private String refused(Wishes wishes) {
    return String.valueOf(assertThrows(ReleaseException.class, () -> git.next(wishes)).getMessage());
  }
}
