package dev.slipway.bench;

import dev.slipway.load.LoadReport;
import java.util.ArrayList;
import java.util.List;

/** The seconds of a load in which hardly anything was answered, so that a wait can be seen where it was. */
final class Stalls {
  private static final double SHARE = 0.1;
  private static final int RAMP_SECONDS = 4;

  private Stalls() {}

  /** Seconds since the start with less than a tenth of the usual answers, until requests were no longer sent. */
  static List<Integer> of(LoadReport report, double sentSeconds) {
    double usual = report.requests() / report.seconds();
    List<Integer> stalled = new ArrayList<>();
    for (LoadReport.Second each : report.timeline()) {
      if (each.second() >= RAMP_SECONDS && each.second() + 1 < sentSeconds && each.requests() < usual * SHARE) {
        stalled.add(each.second());
      }
    }
    return stalled;
  }
}
