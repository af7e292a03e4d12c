package dev.slipway.adapters.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One question to Prometheus for several expressions and for the age of the samples behind them: a single instant query, so that all of
 * it comes from one snapshot of the store and an event is never counted without its total.
 *
 * <p>The age is {@code min(timestamp(selector))}: the time of the oldest newest sample among all series that go into an expression. The
 * evaluation time, which Prometheus stamps on every answer, says nothing: for five minutes it repeats the last sample it has.
 */
final class Query {
  static final String PART = "slipway_part";
  static final String RESETS = "resets";
  static final String INSTANCES = "instances";
  private static final String AGE = "-at";

  /** Longer than two questions about the same are apart. */
  private static final String RESETS_WITHIN = "[10m]";

  private Query() {}

  /**
   * An expression with its role.
   *
   * @param part its role: {@code events}, {@code total} or {@code value}
   * @param filling without placeholders
   * @param selectors of the filled expression
   */
  record Part(String part, Filling filling, List<Selector> selectors) {
    String agePart() {
      return part + AGE;
    }
  }

  /** The expression of all parts, each result marked with the part it belongs to. */
  static String of(List<Part> parts) {
    List<String> pieces = new ArrayList<>();
    for (Part part : parts) {
      pieces.add(marked("(" + part.filling().text() + "\n)", part.part()));
      pieces.add(marked("min(" + ages(part.selectors()) + ")", part.agePart()));
    }
    return String.join(" or ", pieces);
  }

  /**
   * The same, and for counters what tells that one of them was started anew or went away for a while, which their sum may hide: how
   * often they fell, and the instances they come from.
   */
  static String ofCounters(List<Part> parts) {
    List<String> selectors = parts.stream().flatMap(part -> part.selectors().stream()).map(Selector::text).distinct().toList();
    List<String> resets = new ArrayList<>();
    for (String selector : selectors) {
      resets.add(marked("sum(resets(" + selector + RESETS_WITHIN + "))", Integer.toString(resets.size())));
    }
    return of(parts) + " or " + marked("sum(" + String.join(" or ", resets) + ")", RESETS)
        + " or " + marked("count by (job, instance) (" + String.join(" or ", selectors) + ")", INSTANCES);
  }

  /** One age each, told apart, since {@code or} keeps one of those with equal labels. */
  private static String ages(List<Selector> selectors) {
    List<String> ages = new ArrayList<>();
    for (int i = 0; i < selectors.size(); i++) {
      ages.add(marked("min(timestamp(" + selectors.get(i).text() + "))", Integer.toString(i)));
    }
    return ages.stream().collect(Collectors.joining(" or "));
  }

  private static String marked(String expression, String part) {
    return "label_replace(" + expression + ", \"" + PART + "\", \"" + part + "\", \"\", \"\")";
  }
}
