package dev.slipway.gates;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts what one gate finds: what is known or waived does not count. Keeps a few findings to show, and only counts the others. */
public final class Tally {
  static final int MOST_SHOWN = 50;
  private static final int MOST_KNOWN = 100_000;
  private static final int MOST_CHARACTERS = 300;
  private static final int MOST_REASONS = 5;

  private final String gate;
  private final Waivers waivers;
  private final LocalDate today;
  private final Set<String> known = new HashSet<>();
  private final List<String> shown = new ArrayList<>();
  private final Set<String> reasons = new TreeSet<>();
  private final Map<String, Double> values = new TreeMap<>();
  private boolean learning;
  private int counted;
  private int waived;
  private int old;

  Tally(String gate, Waivers waivers, LocalDate today) {
    this.gate = gate;
    this.waivers = waivers;
    this.today = today;
  }

  /** What is found while this runs is known, and does not count later. */
  void learn(Runnable baseline) {
    learning = true;
    baseline.run();
    learning = false;
    values.clear();
  }

  /**
   * Something that should not be there.
   *
   * @param id what kind of thing, as a rule or a CVE: what a waiver names
   * @param place where, so that the same thing elsewhere is new
   * @param said in a sentence
   */
  public void finding(String id, String place, String said) {
    if (learning) {
      if (known.size() < MOST_KNOWN) {
        known.add(key(id, place));
      }
    } else if (known.contains(key(id, place))) {
      old++;
    } else {
      counts(id, said);
    }
  }

  /**
   * A limit that does not hold; no baseline excuses it.
   *
   * @param id the setting: what a waiver names
   */
  public void limit(String id, String said) {
    if (!learning) {
      counts(id, said);
    }
  }

  /** A value to be compared with the one accepted last. */
  public void value(String name, double value) {
    values.put(name, value);
  }

  private void counts(String id, String said) {
    Optional<Waivers.Waiver> waiver = waivers.of(gate, id);
    if (waiver.isPresent() && !waiver.get().isOver(today)) {
      waived++;
      reasons.add(id + " (" + waiver.get().by() + ": " + waiver.get().reason() + ", until " + waiver.get().expires() + ")");
      return;
    }
    show(waiver.isPresent() ? said + " (its waiver ended on " + waiver.get().expires() + ")" : said);
  }

  /** A waiver that is over counts as a failure until somebody has looked at it again. */
  void overdue() {
    waivers.of(gate).stream().filter(w -> w.isOver(today)).forEach(w -> show("SLW-6122 the waiver of " + w.finding() + " ended on "
        + w.expires() + " (" + w.reason() + "); take it out of " + Waivers.FILE + ", or decide anew until when"));
  }

  private void show(String said) {
    counted++;
    if (shown.size() < MOST_SHOWN) {
      String line = said.replaceAll("\\p{Cntrl}", " ").strip();
      shown.add(line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + "…" : line);
    }
  }

  private static String key(String id, String place) {
    return id + "\n" + place;
  }

  int counted() {
    return counted;
  }

  int waived() {
    return waived;
  }

  /** What was let pass, by whom, why and until when; a few of them. */
  String waivers() {
    String few = String.join(", ", reasons.stream().limit(MOST_REASONS).toList());
    return waived + " waived: " + few + (reasons.size() > MOST_REASONS ? " and more" : "");
  }

  int old() {
    return old;
  }

  List<String> shown() {
    return List.copyOf(shown);
  }

  /** Values by name. */
  public Map<String, Double> values() {
    return Map.copyOf(values);
  }
}
