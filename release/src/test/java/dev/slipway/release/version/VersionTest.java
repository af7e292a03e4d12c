package dev.slipway.release.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.ReleaseException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
  @ParameterizedTest
  @CsvSource({"1.2.3,PATCH,1.2.4", "1.2.3,MINOR,1.3.0", "1.2.3,MAJOR,2.0.0", "0.2.3,MAJOR,0.3.0", "0.2.3,MINOR,0.3.0", "0.2.3,PATCH,0.2.4"})
  void a_change_moves_the_version_and_below_one_nothing_is_promised(String from, Bump bump, String to) {
    assertEquals(to, next(from, bump, "stable"));
  }

  @Test
  void zero_becomes_one_by_a_breaking_change_where_that_is_wanted() {
    NextVersion rule = new NextVersion(SemanticVersion.of(0, 1, 0), true);
    assertEquals("1.0.0", rule.after(SemanticVersion.parse("0.9.1"), Bump.MAJOR, Channel.STABLE, List.of()).toString());
  }

  @Test
  void a_pre_release_counts_up_on_the_way_to_the_same_version_and_begins_anew_for_a_higher_one() {
    assertEquals("1.3.0-beta.1", next("1.2.0", Bump.MINOR, "beta"));
    assertEquals("1.3.0-beta.3", next("1.2.0", Bump.MINOR, "beta", "1.3.0-beta.2", "1.3.0-rc.7", "1.2.9-beta.9"));
    assertEquals("2.0.0-beta.1", next("1.2.0", Bump.MAJOR, "beta", "1.3.0-beta.2"));
  }

  @Test
  void a_line_of_maintenance_stays_in_its_range() {
    assertEquals("1.2.4", next("1.2.3", Bump.PATCH, "1.2.x"));
    assertEquals("1.3.0", next("1.2.3", Bump.MINOR, "1.x"));
    for (String[] refused : new String[][] {{"1.2.3", "MINOR", "1.2.x"}, {"1.2.3", "MAJOR", "1.x"}, {"2.0.0", "PATCH", "1.x"}}) {
      assertThrows(ReleaseException.class, () -> next(refused[0], Bump.valueOf(refused[1]), refused[2]));
    }
    assertThrows(ReleaseException.class, () -> next("1.2.3", Bump.MINOR, "1.x", "1.3.0"));
  }

  @ParameterizedTest
  @CsvSource({"main,stable", "beta,beta", "develop,dev", "1.x,1.x", "v2.3.x,2.3.x", "release/1.4,1.4.x", "support/1.x,1.x"})
  void branches_have_the_usual_channels(String branch, String channel) {
    assertEquals(Optional.of(channel), Branches.DEFAULT.of(branch).map(Channel::word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"feature/x", "1.2.3", "release/candidate", "a/b/1.x"})
  void other_branches_have_none(String branch) {
    assertTrue(Branches.DEFAULT.of(branch).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"v", "${version}${version}", "-${version}", "a b${version}", "a..${version}", "${version}.lock", "x~${version}"})
  void a_form_of_tags_is_a_name_git_takes_with_the_version_once(String form) {
    assertTrue(TagFormat.of(form).isEmpty());
  }

  private static String next(String from, Bump bump, String channel, String... taken) {
    List<SemanticVersion> others = List.of(taken).stream().map(v -> SemanticVersion.parse(v).orElseThrow()).toList();
    return NextVersion.DEFAULT.after(SemanticVersion.parse(from), bump, Channel.of(channel).orElseThrow(), others).toString();
  }
}
