package dev.slipway.cli.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.view.ArchivedWords;
import dev.slipway.core.text.Markup;
import java.util.Locale;

/**
 * A report as one page of HTML that needs nothing else and prints on A4. Everything that came from outside is text in it: the page has no
 * script, and forbids any.
 */
public final class ReportPage {
  private static final String STYLE = """
      @page { size: A4; margin: 18mm 16mm; }
      body { font: 10.5pt/1.4 system-ui, sans-serif; color: #111; max-width: 178mm; margin: 2em auto; padding: 0 1em; }
      h1 { font-size: 18pt; margin: 0 0 .2em; } h2 { font-size: 12.5pt; margin: 1.6em 0 .2em; break-after: avoid; }
      table { border-collapse: collapse; width: 100%; margin: .5em 0; } tr { break-inside: avoid; }
      th, td { border: 1px solid #bbb; padding: .25em .5em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
      .counted, .records { table-layout: fixed; } .counted th:first-child { width: 17mm; } .counted th:last-child { width: 40mm; }
      .records th:nth-child(1) { width: 13mm; } .records th:nth-child(2) { width: 38mm; } .records th:nth-child(3) { width: 30mm; }
      .records th:nth-child(4) { width: 22mm; } .asks { break-after: avoid; }
      th { background: #eee; overflow-wrap: normal; } td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
      .gap { background: #fff0e0; } .none { color: #666; } .asks { margin: 0; color: #333; } code, pre { font-size: 8.5pt; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #bbb; padding: .6em; }
      ul { margin: .3em 0; padding-left: 1.4em; } a { color: inherit; }
      @media print { body { margin: 0; padding: 0; max-width: none; } thead { display: table-header-group; } }
      """;

  private final JsonNode report;
  private final StringBuilder page = new StringBuilder();

  private ReportPage(JsonNode report) {
    this.report = report;
  }

  /** Of the API's answer. */
  public static String of(JsonNode report) {
    ReportPage page = new ReportPage(report);
    page.head();
    report.path("controls").forEach(page::control);
    page.records();
    page.proof();
    return page.page.append("</body></html>\n").toString();
  }

  private void head() {
    String title = text(report.path("title"));
    page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
        .append("<title>").append(title).append("</title><style>").append(STYLE).append("</style></head><body>\n<h1>").append(title)
        .append("</h1><p>From ").append(text(report.path("from"))).append(" to ").append(text(report.path("to")))
        .append(Markup.escaped(ReportWords.scope(report))).append(". ").append(report.path("records").asLong())
        .append(" records of the journal lie in this time. Times are UTC. What each control asks for is said in our words; "
            + "whether it is met is for the auditor to say.</p>\n");
    if (report.has("archived")) {
      page.append("<p class=\"gap\">").append(Markup.escaped(ArchivedWords.of(report))).append("</p>\n");
    }
    int gaps = report.path("controls").valueStream().mapToInt(c -> c.path("gaps").size()).sum();
    page.append("<table><thead><tr><th>control</th><th>name</th><th>kinds of evidence found</th><th>gaps</th></tr></thead><tbody>\n");
    for (JsonNode c : report.path("controls")) {
      long found = c.path("evidence").valueStream().filter(e -> e.path("count").asLong() > 0).count();
      page.append(c.path("gaps").isEmpty() ? "<tr>" : "<tr class=\"gap\">").append("<td>").append(text(c.path("id"))).append("</td><td>")
          .append(text(c.path("title"))).append("</td><td class=\"n\">").append(found).append(" of ").append(c.path("evidence").size())
          .append("</td><td class=\"n\">").append(c.path("gaps").size()).append("</td></tr>\n");
    }
    page.append("</tbody></table><p>").append(gaps).append(" gaps in all.</p>\n");
  }

  private void control(JsonNode control) {
    page.append("<section><h2>").append(text(control.path("id"))).append(" ").append(text(control.path("title")))
        .append("</h2><p class=\"asks\">").append(text(control.path("asks"))).append("</p>\n");
    if (!control.path("evidence").isEmpty() || !control.path("gaps").isEmpty()) {
      page.append("<table class=\"counted\"><thead><tr><th>count</th><th>what</th>"
          + "<th>records, the first of them</th></tr></thead><tbody>\n");
      control.path("evidence").forEach(e -> row(e, false));
      control.path("gaps").forEach(g -> row(g, true));
      page.append("</tbody></table>\n");
    }
    list("Figures", control.path("figures").valueStream().map(ReportWords::figure).toList());
    list("What Slipway cannot show", control.path("cannot").valueStream().map(JsonNode::asText).toList());
    page.append("</section>\n");
  }

  private void row(JsonNode counted, boolean gap) {
    long count = counted.path("count").asLong();
    page.append(gap ? "<tr class=\"gap\">" : count == 0 ? "<tr class=\"none\">" : "<tr>").append("<td class=\"n\">").append(count)
        .append(gap ? " of " + counted.path("of").asLong() : "").append("</td><td>").append(gap ? "GAP: " : "")
        .append(text(counted.path("words"))).append(gap ? ". To mend it: " + text(counted.path("mend")) : "").append("</td><td>");
    counted.path("examples").forEach(s -> page.append(
        String.format(Locale.ROOT, "<a href=\"#r%1$d\">%1$d</a> ", s.asLong())));
    page.append(count == 0 ? "none" : "").append("</td></tr>\n");
  }

  private void list(String title, java.util.List<String> lines) {
    if (!lines.isEmpty()) {
      page.append("<p>").append(title).append(":</p><ul>");
      lines.forEach(l -> page.append("<li>").append(Markup.escaped(l)).append("</li>"));
      page.append("</ul>\n");
    }
  }

  private void records() {
    page.append("<h2>Records named above</h2><table class=\"records\"><thead><tr>"
        + "<th>record</th><th>at</th><th>target</th><th>by</th><th>what</th></tr>"
        + "</thead><tbody>\n");
    for (JsonNode c : report.path("cited")) {
      page.append(String.format(Locale.ROOT, "<tr id=\"r%1$d\"><td class=\"n\">%1$d</td>", c.path("sequence").asLong()))
          .append("<td>").append(text(c.path("at"))).append("</td><td>").append(text(c.path("target"))).append("</td><td>")
          .append(text(c.path("actor"))).append("</td><td>").append(text(c.path("what"))).append("<br><code>")
          .append(text(c.path("hash"))).append("</code></td></tr>\n");
    }
    page.append("</tbody></table>\n");
  }

  private void proof() {
    JsonNode journal = report.path("journal");
    page.append("<h2>Proof</h2><p>Made from ").append(journal.path("size").asLong())
        .append(" records, all there were, under the root <code>").append(text(journal.path("root")))
        .append("</code>, in this signed checkpoint:</p><pre>").append(text(journal.path("note")))
        .append("</pre><p>The key that the server shows: <code>").append(text(journal.path("key"))).append("</code>. ")
        .append("<code>slipway audit report … --export FILE</code> writes the records named above with what proves them, and "
            + "<code>slipway audit verify FILE --key KEY</code> proves them without the server. That nothing was left out is proven by an "
            + "export of all: <code>slipway audit export FILE</code>.</p>\n");
  }

  private static String text(JsonNode value) {
    return Markup.escaped(value.asText());
  }
}
