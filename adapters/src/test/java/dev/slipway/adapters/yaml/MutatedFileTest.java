package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Schema and readers must agree on every file: neither may pass what the other cannot work with, and neither may break. */
class MutatedFileTest {
  private static final List<String> VALUES =
      List.of("", "~", "7", "-1", "99999999999999999999", "1.5", "1e9999", "0x1F", "true", "word", "\"\"", "{}", "[]", "[1]", "{ a: b }",
          "[[{}]]", "${x}", "100%", "0s", "'é'", "null", ".inf", ".nan", "2001-01-01");

  @Test
  void no_value_anywhere_breaks_the_reader_and_a_broken_file_always_names_a_line_of_its_own() {
    List<String> lines = FullFile.TEXT.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int colon = lines.get(i).indexOf(": ");
      String head = colon >= 0 ? lines.get(i).substring(0, colon + 2) : lines.get(i) + " ";
      for (String value : VALUES) {
        assertToldOrUnderstood(lines, i, head + value);
      }
    }
  }

  @Test
  void no_line_can_be_left_out_without_a_word_or_a_meaning() {
    List<String> lines = FullFile.TEXT.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      assertToldOrUnderstood(lines, i, "");
      assertToldOrUnderstood(lines, i, lines.get(i).replaceFirst("([a-z])", "$1x"));
    }
  }

  @Test
  void no_beginning_of_a_file_breaks_the_reader() {
    for (int length = 0; length < FullFile.TEXT.length(); length++) {
      SlipwayYaml.read(FullFile.TEXT.substring(0, length), "cut.yaml");
    }
  }

  @Test
  void the_file_that_is_changed_is_valid_itself() {
    assertEquals(ReadResult.Valid.class, SlipwayYaml.read(FullFile.TEXT, "full.yaml").getClass());
  }

  private static void assertToldOrUnderstood(List<String> lines, int index, String line) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(index, line);
    String text = String.join("\n", changed) + "\n";
    try {
      if (SlipwayYaml.read(text, "changed.yaml") instanceof ReadResult.Invalid invalid) {
        assertNotEquals(List.of(), invalid.problems());
      }
    } catch (RuntimeException e) {
      fail("line " + (index + 1) + " as \"" + line + "\" breaks the reader", e);
    }
  }
}
