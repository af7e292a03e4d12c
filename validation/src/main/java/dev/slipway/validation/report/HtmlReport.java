package dev.slipway.validation.report;

import dev.slipway.core.check.CheckGroup;
import dev.slipway.core.text.Markup;
import dev.slipway.validation.Report;
import dev.slipway.validation.Result;
import java.util.List;
import java.util.Locale;

/** A report as one page that needs nothing else: no script, nothing fetched, everything escaped. */
public final class HtmlReport {
  private static final String STYLE = """
      :root { color-scheme: light dark }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
      h1 { font-size: 1.4rem; margin: 0 } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
      .sum { font-size: 1.1rem } .muted { opacity: .7 }
      table { border-collapse: collapse; width: 100%; table-layout: fixed }
      .of-outcome { width: 6rem } .of-check { width: 16% } .of-asked, .of-came { width: 22% } .of-time { width: 5.5rem }
      th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-top: 1px solid #8884; overflow-wrap: anywhere }
      th { font-weight: 600; font-size: .85rem } td:first-child { white-space: nowrap; font-weight: 600 }
      td:last-child { white-space: nowrap; text-align: right }
      .passed td:first-child { color: #1a7f37 } .failed td:first-child { color: #cf222e } .warned td:first-child { color: #9a6700 }
      .skipped { opacity: .65 }
      .failed { background: #cf222e14 } .warned { background: #9a670014 } .mend { display: block }
      """;

  private HtmlReport() {}

  /** The whole page. */
  public static String of(Report report) {
    StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
    page.append(Markup.escaped((report.passed() ? "Passed" : "Failed") + ": " + report.target() + " at " + report.address()))
        .append("</title>\n<style>\n").append(STYLE).append("</style></head>\n<body>\n<h1>")
        .append(Markup.escaped(report.target().service() + " in " + report.target().environment())).append("</h1>\n<p>")
        .append(Markup.escaped(report.address())).append(" <span class=\"muted\">at <time>").append(report.at())
        .append("</time></span></p>\n<p class=\"sum\"><strong>")
        .append(report.passed() ? "Passed" : "Failed").append(".</strong> ").append(Markup.escaped(report.summary()))
        .append(" <span class=\"muted\">in ").append(String.format(Locale.ROOT, "%.1f", report.millis() / 1000.0))
            .append(" s</span></p>\n");
    for (CheckGroup group : CheckGroup.values()) {
      List<Result> results = report.results().stream().filter(r -> r.group() == group).toList();
      if (!results.isEmpty()) {
        page.append("<h2 id=\"").append(group.word()).append("\">").append(group.word())
            .append("</h2>\n<table><colgroup><col class=\"of-outcome\"><col class=\"of-check\"><col class=\"of-asked\">"
            + "<col class=\"of-came\"><col><col class=\"of-time\"></colgroup><thead><tr><th>outcome</th><th>check</th><th>asked</th>"
            + "<th>came</th><th>why, and how to mend it</th><th>time</th></tr></thead><tbody>\n");
        results.forEach(r -> row(page, r));
        page.append("</tbody></table>\n");
      }
    }
    return page.append("</body></html>\n").toString();
  }

  private static void row(StringBuilder page, Result r) {
    String word = r.outcome().name().toLowerCase(Locale.ROOT);
    page.append("<tr class=\"").append(word).append("\"><td>").append(word).append("</td>");
    for (String text : List.of(r.name(), r.finding().asked(), r.finding().came())) {
      page.append("<td>").append(Markup.escaped(text)).append("</td>");
    }
    page.append("<td>").append(Markup.escaped(r.finding().why())).append(mend(r.finding().mend())).append("</td><td>")
        .append(r.millis()).append(" ms</td></tr>\n");
  }

  private static String mend(String how) {
    return how.isEmpty() ? "" : "<span class=\"mend\">To mend it: " + Markup.escaped(how) + "</span>";
  }
}
