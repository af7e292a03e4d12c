package dev.slipway.server.replay;

import dev.slipway.core.rollout.RolloutId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.status.StatusReader;
import dev.slipway.server.view.MeasurementsView;
import dev.slipway.server.view.MeasurementsView.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives the series of a rollout's measurements: from memory where it is there, else by deciding the journal again. */
public final class SeriesReader {
  private final StatusReader status;
  private final Series series;
  private final Walk walk;

  public SeriesReader(StatusReader status, Series series, Walk walk) {
    this.status = status;
    this.series = series;
    this.walk = walk;
  }

  /**
   * One page.
   *
   * @param after journal sequence to begin after
   * @param most batches
   */
  public MeasurementsView page(TargetId target, long rollout, long after, int most) {
    long rollouts = status.state(target).rollouts();
    if (rollout > rollouts) {
      throw new Refused(
          Refused.Kind.UNKNOWN, "SLW-5135", "there is no rollout " + rollout + " of " + target, "There are 1 to " + rollouts
              + ": slipway history " + target);
    }
    Series.Page page = series.page(target, rollout, after, most).orElseGet(() -> decidedAgain(target, rollout, after, most));
    Map<String, List<Point>> metrics = new LinkedHashMap<>();
    page.points().forEach(p -> metrics.computeIfAbsent(family(p.metric()), m -> new ArrayList<>()).add(p));
    List<MeasurementsView.Series> all = metrics.entrySet().stream().map(e -> new MeasurementsView.Series(e.getKey(), e.getValue()))
        .toList();
    return new MeasurementsView(target.toString(), rollout, all, page.last(), page.ended());
  }

  /** The edge of a latency that is looked at may be another after each batch; it is one series all the same. */
  private static String family(String metric) {
    int edge = metric.indexOf(" > ");
    return edge < 0 ? metric : metric.substring(0, edge);
  }

  private Series.Page decidedAgain(TargetId target, long rollout, long after, int most) {
    Page page = new Page(rollout, after, most);
    var unused = walk.through(target, page::take);
    return new Series.Page(page.points, page.points.isEmpty() ? after : page.points.getLast().sequence(), page.ended);
  }

  /** A page that fills on the way through the journal. */
  private static final class Page {
    private final long rollout;
    private final long after;
    private final int most;
    private final List<Point> points = new ArrayList<>();
    private int batches;
    private boolean ended;

    Page(long rollout, long after, int most) {
      this.rollout = rollout;
      this.after = after;
      this.most = most;
    }

    boolean take(Walk.Seen seen) {
      seen.differs().ifPresent(how -> {
        throw new Refused(
            Refused.Kind.CONFLICT, "SLW-5136", "record " + seen.record().sequence() + " is decided otherwise now: " + how
                + ". No rollout is touched by that",
            "See whether it was edited: slipway audit verify");
      });
      boolean mine = seen.after().flatMap(s -> s.rollout()).filter(r -> r.id().equals(new RolloutId(rollout))).isPresent();
      if (mine && seen.record().sequence() > after) {
        List<Point> more = Points.of(seen.record(), Points.measured(seen.before()), seen.after().orElseThrow());
        if (!more.isEmpty() && batches++ == most) {
          return false;
        }
        points.addAll(more);
      }
      ended = Series.ended(seen.record(), rollout);
      return !ended;
    }
  }
}
