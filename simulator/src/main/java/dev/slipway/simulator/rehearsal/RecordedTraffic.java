package dev.slipway.simulator.rehearsal;

import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One release's rows as a steady stream: what a row counts is spread evenly over the time since the row before. */
final class RecordedTraffic {
  private final List<Stretch> stretches = new ArrayList<>();

  private record Stretch(double from, double to, Recording.Row row) {
    double passed(double at) {
      return Math.clamp((at - from) / (to - from), 0, 1);
    }
  }

  /** Of the rows of one release, in order of time; {@code gap} is the length of the first. */
  RecordedTraffic(List<Recording.Row> rows, double gap) {
    double before = rows.isEmpty() ? 0 : rows.getFirst().seconds() - gap;
    for (Recording.Row row : rows) {
      stretches.add(new Stretch(before, row.seconds(), row));
      before = row.seconds();
    }
  }

  /** What was counted after one moment and up to another, in the recording's own time. */
  ReleaseCounts between(double from, double to) {
    long requests = 0;
    long errors = 0;
    LatencyHistogram latency = LatencyHistogram.empty();
    for (int i = firstAfter(from); i < stretches.size() && stretches.get(i).from() < to; i++) {
      Stretch s = stretches.get(i);
      double a = s.passed(from);
      double b = s.passed(to);
      long begin = (long) Math.floor(s.row().requests() * a);
      long end = (long) Math.floor(s.row().requests() * b);
      requests += end - begin;
      errors += errors(s.row(), end) - errors(s.row(), begin);
      latency = latency.plus(part(s.row().latency(), a, b));
    }
    return new ReleaseCounts(requests, errors, 0, 0, latency);
  }

  /** By requests, so that no part has more errors than requests. */
  private static long errors(Recording.Row row, long requests) {
    return row.requests() == 0 ? 0 : (long) Math.floor((double) row.errors() * requests / row.requests());
  }

  private static LatencyHistogram part(LatencyHistogram whole, double a, double b) {
    if (a == 0 && b == 1) {
      return whole;
    }
    Map<Integer, Long> counts = new HashMap<>();
    whole.asMap().forEach((bucket, n) -> counts.put(bucket, (long) Math.floor(n * b) - (long) Math.floor(n * a)));
    return LatencyHistogram.of(counts);
  }

  private int firstAfter(double moment) {
    int low = 0;
    int high = stretches.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (stretches.get(middle).to() <= moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
