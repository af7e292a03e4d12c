package dev.slipway.notifications.way;

import dev.slipway.core.notice.Receiver;
import dev.slipway.core.rollout.Provenance;
import dev.slipway.core.spi.Notice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentence that a receiver is told: its own with the values of a notice in it, or the usual one. Values are made harmless, words of the
 * team's own stay.
 */
public final class Template {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z-]+)}");
  private static final int MOST_CHARACTERS = 2_500;

  private Template() {}

  /**
   * Fills it.
   *
   * @param harmless makes a value mean nothing but itself where it goes
   */
  public static String text(Receiver receiver, Notice notice, UnaryOperator<String> harmless) {
    Map<String, String> values = values(notice);
    String usual = "${text}" + notice.reason().map(r -> ": ${reason}").orElse("");
    return PLACE.matcher(receiver.text().orElse(usual))
        .replaceAll(m -> Matcher.quoteReplacement(harmless.apply(oneLine(values.getOrDefault(m.group(1), "")))));
  }

  /** What may stand in one, with what it stands for in this notice. */
  static Map<String, String> values(Notice notice) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("text", notice.text());
    values.put("reason", notice.reason().orElse(""));
    values.put("service", notice.target().service());
    values.put("environment", notice.target().environment());
    values.put("kind", notice.kind().word());
    values.put("severity", notice.severity().word());
    values.put("by", notice.by());
    values.put("version", notice.version());
    values.put("stable", notice.about().flatMap(Notice.About::stable).map(Notice.Version::version).orElse(""));
    values.put("rollout", notice.about().map(a -> Long.toString(a.number())).orElse(""));
    var provenance = notice.about().flatMap(Notice.About::provenance);
    values.put("commit", provenance.flatMap(Provenance::commit).orElse(""));
    values.put("run", provenance.flatMap(Provenance::run).orElse(""));
    values.put("ticket", provenance.flatMap(Provenance::ticket).orElse(""));
    return values;
  }

  /** On one line and no longer than any receiver takes: a reason may hold the whole output of a program. */
  public static String oneLine(String text) {
    String flat = text.replaceAll("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ").strip();
    return flat.length() <= MOST_CHARACTERS ? flat : flat.substring(0, MOST_CHARACTERS) + "…";
  }
}
