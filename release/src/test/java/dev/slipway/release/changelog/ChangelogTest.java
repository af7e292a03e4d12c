package dev.slipway.release.changelog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.release.Checkout;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.settings.PackageRule;
import dev.slipway.release.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangelogTest {
  @TempDir private Path folder;

  @Test
  void each_commit_stands_in_the_oldest_release_that_holds_it_and_what_is_kept_is_what_is_made() throws Exception {
    Checkout git = Checkout.in(folder).commit("feat: one").tag("v1.0.0").commit("feat: two");
    git.git("checkout", "-q", "-b", "1.x", "v1.0.0");
    git.commit("fix: old").tag("v1.0.1");
    git.git("checkout", "-q", "main");
    git.git("merge", "-q", "--no-ff", "-m", "Merge branch '1.x'", "1.x");
    git.tag("v1.1.0-rc.1").commit("fix: three").tag("v1.1.0").commit("feat: open");
    String made = whole(git);
    assertTrue(made.matches("(?s).*## Unreleased.*open.*## 1\\.1\\.0 .*two.*three.*## 1\\.0\\.1 .*old.*## 1\\.0\\.0 .*one.*"), made);
    assertFalse(made.contains("rc.1"), made);
    assertTrue(made.startsWith("# Changelog\n\nWhat changed for users, by "
        + "[Keep a Changelog](https://keepachangelog.com/en/1.1.0/); versions by\n"
        + "[Semantic Versioning](https://semver.org/).\n\n## "), made);
    try (var files = Files.list(folder.resolve(".git/slipway"))) {
      assertEquals(1, files.count());
    }
    assertEquals(made, whole(git));
    git.commit("fix: later");
    assertEquals(made.lines().filter(l -> !l.isBlank()).count() + 2, whole(git).lines().filter(l ->
        !l.isBlank()).count());
    git.tag("v1.2.0");
    assertTrue(whole(git).contains("## 1.2.0"));
  }

  @ParameterizedTest
  @CsvSource({
    "git@github.com:a/b.git,https://github.com/a/b/commit/c,https://github.com/a/b/compare/v1...v2",
    "https://user:secret@gitlab.example.com/g/a/b.git,https://gitlab.example.com/g/a/b/-/commit/c,https://gitlab.example.com/g/a/b/-"
        + "/compare/v1...v2",
    "ssh://git@bitbucket.org/a/b.git,https://bitbucket.org/a/b/commits/c,https://bitbucket.org/a/b/branches/compare/v2%0Dv1"
  })
  void links_have_the_form_of_their_forge_and_no_password(String remote, String commit, String compare) {
    Forge forge = Forge.of(Optional.empty(), Optional.empty(), Optional.of(remote));
    assertEquals(commit, forge.commit("c"));
    assertEquals(compare, forge.compare("v1", "v2"));
  }

  @Test
  void no_word_of_an_existing_changelog_is_lost_whatever_it_looks_like() {
    String[] parts = {"# Changelog\n", "\n", "## [Unreleased]\n", "## [1.0.0] - 2020-01-01\n", "### Added\n", "- a thing\n", "text\n",
        "```\n## 9.9.9\n```\n",
      "[1.0.0]: https://example.com\n", "[Unreleased]: https://example.com/compare/v1.0.0...HEAD\n", "## 0.9.0\n", "<!-- remark -->\n",
          "no end"};
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      ChangelogText before = new ChangelogText(text.toString());
      StringBuilder section = new StringBuilder("## [2.0.0] - today\n");
      before.byHand().forEach((name, written) -> section.append(name.isEmpty() ? "" : "\n### " + name).append("\n\n").append(written)
          .append('\n'));
      String after = before.withRelease(section.toString()).withLink("[2.0.0]: https://x", Optional.of("v1.0.0"), Optional.of("v2.0.0"))
          .text();
      String all = text.toString();
      for (String part : new String[] {"a thing", "text", "remark", "9.9.9", "# Changelog", "[1.0.0] - 2020", "## 0.9.0", "no end"}) {
        assertTrue(count(after, part) >= count(all, part), "seed " + seed + ": " + part + "\n" + all + "\n→\n" + after);
      }
      assertTrue(after.contains("## [2.0.0] - today"), after);
    }
  }

  @Test
  void a_template_of_ones_own_prints_what_it_likes_and_a_broken_one_is_told() {
    Template template = Template.of("{{#categories}}\n{{name}}:\n{{#entries}}\n * {{description}} {{#scope}}[{{scope}}]{{/scope}}{{^"
        + "scope}}-{{/scope}}\n"
        + "{{/entries}}\n{{/categories}}\n{{! a remark }}\nend {{absent}}", "t");
    String out = template.fill(Map.of("categories", List.of(Map.of("name", "New", "entries",
        List.of(Map.of("description", "a", "scope", "x"), Map.of("description", "b", "scope", ""))))));
    assertEquals("New:\n * a [x]\n * b -\nend ", out);
    for (String broken : new String[] {"{{#a}}", "{{/a}}", "{{#a}}{{/b}}"}) {
      assertTrue(assertThrows(ReleaseException.class, () -> Template.of(broken, "t")).getMessage().startsWith("SLW-1022"));
    }
  }

  @Test
  void what_others_wrote_is_text_and_no_markup() {
    assertEquals("&lt;script>x &lt;/b> `List<T>` y", Markdown.line("<script>x\n</b> `List<T>`\u0007 y"));
  }

  private static String whole(Checkout git) {
    PackageRule part = Settings.DEFAULT.parts().getFirst();
    return git.releases().changelog(part).whole(List.of());
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }
}
