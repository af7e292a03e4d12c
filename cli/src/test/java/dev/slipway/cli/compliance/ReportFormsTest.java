package dev.slipway.cli.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.text.Markup;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody wrote as a reason, a name or a version stays text in every form of a report. */
class ReportFormsTest {
  private static final List<String> HOSTILE = List.of(
      "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; drop table journal; --", "=HYPERLINK(\"http://x\")", "+1", "-2+3",
      "@SUM(A1)", "\t=1", " =1", "&lt;b&gt;", "a\r\nb,c");

  private static JsonNode report(String hostile) throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    JsonNode report = json.readTree("""
        {"standard":"soc2","title":"SOC 2","from":"2026-03-01T00:00:00Z","to":"2026-04-01T00:00:00Z","records":2,
         "journal":{"size":2,"root":"00","at":"2026-04-01T00:00:00Z","note":"n","key":"k"},
         "controls":[{"id":"CC8.1","title":"Change","asks":"a","evidence":[
             {"kind":"change","words":"changes","count":1,"first":1,"last":1,"examples":[1]},
             {"kind":"gates","words":"gates","count":0,"examples":[]}],
           "gaps":[{"kind":"no-ticket","words":"without a ticket","mend":"name it","count":1,"of":1,"examples":[1]}],
           "figures":[{"name":"lead-time","unit":"hours","goal":24}],"cannot":["That."]}],
         "cited":[{"sequence":1,"at":"2026-03-02T00:00:00Z","target":"shop/production","actor":"","what":"","hash":"ab"}]}""");
    ((com.fasterxml.jackson.databind.node.ObjectNode) report.at("/cited/0")).put("actor", hostile).put("what", "by " + hostile);
    return report;
  }

  @Test
  void nothing_that_came_from_outside_becomes_part_of_the_page() throws IOException {
    for (String hostile : HOSTILE) {
      String page = ReportPage.of(report(hostile));
      String plain = ReportPage.of(report("ada"));
      assertEquals(tags(plain), tags(page), hostile);
      assertTrue(page.contains("by " + Markup.escaped(hostile)), hostile);
      assertFalse(page.contains("<script"), hostile);
    }
  }

  private static List<String> tags(String page) {
    return java.util.regex.Pattern.compile("<[^>]*>?").matcher(page).results().map(java.util.regex.MatchResult::group).toList();
  }

  @Test
  void the_page_needs_nothing_else_and_is_made_for_paper() throws IOException {
    String page = ReportPage.of(report("ada"));
    assertTrue(page.contains("@page { size: A4"));
    assertTrue(page.contains("default-src 'none'"));
    assertFalse(page.contains("http://") || page.contains("https://") || page.contains("src="), page);
    assertTrue(page.contains("GAP: without a ticket"));
    assertTrue(page.contains("href=\"#r1\"") && page.contains("id=\"r1\""));
  }

  @Test
  void no_field_of_the_table_is_a_formula_and_every_line_has_as_many_fields() throws IOException {
    for (String hostile : HOSTILE) {
      StringBuilder out = new StringBuilder();
      ReportTable.write(report(hostile), out);
      List<List<String>> rows = rows(out.toString());
      assertEquals(7, rows.size(), out.toString());
      for (List<String> row : rows) {
        assertEquals(14, row.size(), row.toString());
        row.forEach(f -> assertFalse(f.stripLeading().matches("(?s)[=+\\-@].*") || f.startsWith("\t"), f));
      }
    }
  }

  /** RFC 4180, read by a reader of its own. */
  private static List<List<String>> rows(String text) {
    List<List<String>> rows = new java.util.ArrayList<>();
    List<String> row = new java.util.ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        boolean twice = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
        field.append(twice ? "\"" : "");
        i += twice ? 1 : 0;
        quoted = twice || !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(field.toString());
        field.setLength(0);
        if (c == '\n') {
          rows.add(row);
          row = new java.util.ArrayList<>();
        }
      } else if (quoted || c != '\r') {
        field.append(c);
      }
    }
    return rows;
  }

  @Test
  void the_terminal_shows_what_is_there_what_is_missing_and_what_cannot_be_shown() throws IOException {
    String text = ReportText.of(report("ada"));
    assertTrue(text.contains("CC8.1  Change"));
    assertTrue(text.contains("GAP     1 of 1 without a ticket; name it"), text);
    assertTrue(text.contains("Slipway cannot show: That."));
    assertTrue(text.contains("1 changes (record 1)"), text);
  }
}
