package dev.slipway.server.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a spreadsheet would run is a text to it. */
class CsvTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1"})
  void a_formula_begins_with_an_apostrophe(String text) {
    String field = Csv.field(text);
    assertEquals("'" + text, field.startsWith("\"") ? field.substring(1, field.length() - 1) : field);
  }

  @Test
  void none_begins_in_the_middle_where_semicolons_or_tabs_part_the_fields() {
    assertEquals("\"asked for: ;'=cmd|calc; \t'@x\"", Csv.field("asked for: ;=cmd|calc; \t@x"));
    assertEquals("\"';'=1\"", Csv.field("';=1"));
  }

  @Test
  void other_texts_stay_as_they_are() {
    for (String text : List.of("", "a", "a = b", "1.4.0-3f9a", "it's")) {
      assertEquals(text, Csv.field(text));
    }
  }

  @Test
  void commas_quotes_and_ends_of_lines_stay_within_a_field() {
    assertEquals("a,\"b,c\",\"d\"\"e\",\"f\r\ng\"\r\n", Csv.row(List.of("a", "b,c", "d\"e", "f\r\ng")));
  }
}
