package dev.slipway.adapters.haproxy;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be told from HAProxy's totals alone: how many requests and errors, by the release that had the backend at the time. Nothing of
 * response times, for HAProxy keeps only their averages.
 */
final class StatCounts {
  private static final List<String> CLASSES = List.of("hrsp_1xx", "hrsp_2xx", "hrsp_3xx", "hrsp_4xx", "hrsp_5xx", "hrsp_other");

  private final Names names;
  private final Map<String, Totals> last = new HashMap<>();
  private final Map<ReleaseId, Totals> sums = new HashMap<>();

  /** A request of the preview address ends at its frontend a moment before it ends at the backend: what was told does not fall for that. */
  private final Map<ReleaseId, Totals> told = new HashMap<>();

  private record Totals(long requests, long errors, long connectFailures) {
    static final Totals ZERO = new Totals(0, 0, 0);

    Totals highest(Totals other) {
      return new Totals(
          Math.max(requests, other.requests), Math.max(errors, other.errors), Math.max(connectFailures, other.connectFailures));
    }

    Totals plus(Totals other, int sign) {
      return new Totals(
          requests + sign * other.requests, errors + sign * other.errors, connectFailures + sign * other.connectFailures);
    }
  }

  StatCounts(Names names) {
    this.names = names;
  }

  /** Requests that ended, by the totals of one row. */
  static long ended(Reading reading, String row) {
    return CLASSES.stream().mapToLong(c -> reading.number(row, c)).sum();
  }

  /** Gives what was added since the last look to the releases that have the backends now. */
  void sample(View view) {
    view.recorded().slots().forEach((release, slot) -> add(release, names.backend(slot) + "/BACKEND", view.reading(), 1));
    view.recorded().table().preview().ifPresent(p -> add(p, names.previewFrontend() + "/FRONTEND", view.reading(), -1));
  }

  private void add(ReleaseId release, String row, Reading reading, int sign) {
    Totals now = new Totals(
        ended(reading, row), reading.number(row, "hrsp_5xx"), sign < 0 ? 0 : reading.number(row, "econ") + reading.number(row, "wretr"));
    Totals before = last.put(row, now);
    Totals added = now.plus(before == null ? now : before, -1);
    sums.merge(release, Totals.ZERO.plus(added, sign), (a, b) -> a.plus(b, 1));
  }

  Map<ReleaseId, ReleaseCounts> counts(View view) {
    Map<ReleaseId, ReleaseCounts> counts = new HashMap<>();
    sums.forEach((release, sum) -> {
      Totals t = told.merge(release, sum.highest(Totals.ZERO), Totals::highest);
      String slot = view.recorded().slots().getOrDefault(release, "");
      long inflight = view.reading().number(names.backend(slot) + "/BACKEND", "scur");
      counts.put(release, new ReleaseCounts(
          t.requests(), t.errors(), t.connectFailures(), inflight, LatencyHistogram.empty()));
    });
    return counts;
  }
}
