package dev.slipway.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.cli.Version;
import dev.slipway.cli.release.ReleaseConfig;
import dev.slipway.release.Releases;
import dev.slipway.release.cut.Cut;
import dev.slipway.release.cut.CutResult;
import dev.slipway.release.history.Git;
import dev.slipway.release.history.Repository;
import dev.slipway.release.plan.Wishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slipway releases itself: with the rules of this checkout, the next release is cut of its own version files and changelog. */
class OwnReleaseTest {
  private static final Map<String, String> ALONE = Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null");
  private static final String VERSION = "cli/src/main/java/dev/slipway/cli/Version.java";

  @TempDir private Path clone;

  @Test
  void the_next_release_moves_every_pom_the_program_and_the_changelog_and_nothing_else() throws Exception {
    Path root = Sources.ofThisCheckout().root();
    List<String> poms = poms(root);
    assertTrue(poms.size() > 10, poms.toString());
    for (String file : Stream.concat(poms.stream(), Stream.of(VERSION, "slipway.yaml", "CHANGELOG.md")).toList()) {
      Files.createDirectories(clone.resolve(file).toAbsolutePath().getParent());
      Files.copy(root.resolve(file), clone.resolve(file));
    }
    git("init", "-q", "-b", "main");
    git("config", "user.name", "A");
    git("config", "user.email", "a@example.com");
    git("add", "-A");
    git("commit", "-q", "-m", "Begin");
    git("tag", "v" + Version.CURRENT);
    Path changelog = clone.resolve("CHANGELOG.md");
    String written = "## [Unreleased]\n\n### Removed\n\n- The moon.\n\n";
    Files.writeString(changelog, Files.readString(changelog).replaceFirst("(?s)## \\[Unreleased\\].*?(?=\\R## \\[|\\z)", written));
    git("commit", "-q", "-a", "-m", "Take the moon away");
    Releases releases = new Releases(Repository.at(clone), ReleaseConfig.of(Optional.of(clone.resolve("slipway.yaml")), clone));
    String next = releases.plan(Wishes.NONE).getFirst().next().orElseThrow().toString();
    assertFalse(next.equals(Version.CURRENT));
    Cut cut = new Cut(releases, "2026-01-31", step -> { });
    assertInstanceOf(CutResult.Done.class, cut.run(Wishes.NONE, new Cut.Options(false, false, false)));
    assertEquals(Stream.concat(poms.stream(), Stream.of(VERSION, "CHANGELOG.md")).sorted().toList(),
        git("diff", "--name-only", "HEAD^").lines().sorted().toList());
    for (String pom : poms) {
      String text = Files.readString(clone.resolve(pom));
      assertEquals(next, text.replaceFirst("(?s).*?<artifactId>slipway</artifactId>\\s*<version>([^<]*)<.*", "$1"), pom);
    }
    assertTrue(Files.readString(clone.resolve(VERSION)).contains("CURRENT = \"" + next + "\""));
    String text = Files.readString(changelog);
    assertTrue(text.contains("## " + next + " - 2026-01-31\n") && text.contains("- The moon."), text);
    assertEquals("v" + next, git("describe", "--exact-match"));
  }

  @Test
  void the_program_says_the_version_that_the_poms_have() throws IOException {
    String pom = Files.readString(Sources.ofThisCheckout().root().resolve("pom.xml"));
    assertEquals(pom.replaceFirst("(?s).*?<artifactId>slipway</artifactId>\\s*<version>([^<]*)<.*", "$1"), Version.CURRENT);
  }

  private static List<String> poms(Path root) throws IOException {
    try (Stream<Path> files = Files.find(root, 3, (file, about) -> file.endsWith("pom.xml") && !file.toString().contains("/target/"))) {
      return files.map(file -> root.relativize(file).toString()).sorted().toList();
    }
  }

  private String git(String... words) {
    return new Git(clone, ALONE).must(words);
  }
}
