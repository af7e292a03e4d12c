package dev.slipway.server.compliance;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was counted of every kind of evidence, and of every gap. */
final class Tallies {
  private final Map<Evidence, Tally> evidence = new EnumMap<>(Evidence.class);
  private final Map<Gap, Tally> gaps = new EnumMap<>(Gap.class);

  Tally of(Evidence each) {
    return evidence.computeIfAbsent(each, e -> new Tally());
  }

  Tally of(Gap each) {
    return gaps.computeIfAbsent(each, g -> new Tally());
  }

  /** Counts a record among those that show something, and among the gaps that it shows by that; whether it is named as an example. */
  boolean shown(List<Evidence> evidence, long sequence) {
    boolean named = false;
    for (Evidence each : evidence) {
      named |= of(each).add(sequence);
      named |= missing(Gap.shownBy(each), sequence);
    }
    return named;
  }

  /** Counts a record among those that show gaps; whether it is named as an example. */
  boolean missing(List<Gap> gaps, long sequence) {
    boolean named = false;
    for (Gap each : gaps) {
      named |= of(each).add(sequence);
    }
    return named;
  }

  Report.Shown shown(Evidence each) {
    Tally tally = of(each);
    return new Report.Shown(each.word(), each.words(), tally.count(), tally.first(), tally.last(), tally.examples());
  }

  Report.Missing missing(Gap gap) {
    Tally tally = of(gap);
    long of = gap.among().stream().mapToLong(e -> of(e).count()).sum();
    return new Report.Missing(gap.word(), gap.words(), gap.mend(), tally.count(), of, tally.examples());
  }
}
