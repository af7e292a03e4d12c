package dev.slipway.server.compliance;

import java.util.EnumMap;
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
