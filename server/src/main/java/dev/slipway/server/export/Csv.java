package dev.slipway.server.export;

import dev.slipway.engine.journal.KeptRecord;
import dev.slipway.server.view.JournalView;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rows of comma-separated values (RFC 4180) that a spreadsheet shows and never runs: a field that it would take for a formula begins with
 * an apostrophe, which tells it that a text follows.
 */
public final class Csv {
  static final List<String> HEAD = List.of("sequence", "at", "target", "actor", "what", "epoch", "version", "hash", "previous");
  private static final String FORMULA = "=+-@\t\r\n";

  /** Where semicolons, tabs or line ends part the fields, as in some countries, a formula may begin in the middle of ours. */
  private static final Pattern INNER = Pattern.compile("([;,\\t\\r\\n]\\s*)([=+@-])");

  private Csv() {}

  static List<String> of(KeptRecord r) {
    String what = String.join("; ", JournalView.sentences(r.events()));
    return List.of(Long.toString(r.sequence()), r.at(), r.target(), r.actor(), what.isEmpty() ? "measured" : what, Long.toString(r.epoch()),
        Long.toString(r.version()), r.hash(), r.previous());
  }

  /** One line with its end. */
  public static String row(List<String> fields) {
    return fields.stream().map(Csv::field).collect(Collectors.joining(",")) + "\r\n";
  }

  private static boolean begins(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
  }

  static String field(String text) {
    // Some spreadsheets skip blanks before they look for a formula.
    String shown = text.stripLeading();
    boolean formula = begins(shown) || begins(text);
    String leading = formula ? "'" + text.substring(0, text.length() - shown.length()) : "";
    String safe = leading + INNER.matcher(formula ? shown : text).replaceAll("$1'$2");
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';' || c == '\t');
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
