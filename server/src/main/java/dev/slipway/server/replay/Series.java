package dev.slipway.server.replay;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.server.view.MeasurementsView.Point;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The last batches of each target's last rollout, taken down as they are committed, so that nobody need decide a running rollout again. */
public final class Series {
  static final int MOST_BATCHES = 2_000;

  private final Map<TargetId, Kept> targets = new ConcurrentHashMap<>();

  /**
   * Some batches of a rollout, oldest first.
   *
   * @param last sequence up to which the journal was looked at
   * @param ended whether the rollout ended there
   */
  record Page(List<Point> points, long last, boolean ended) {}

  /** Takes down what a commit brought. Quick: it runs on the thread that committed. */
  public void committed(JournalRecord record, TargetState after) {
    started(record).or(() -> after.rollout().map(r -> r.id().number())).ifPresent(number -> {
      Kept kept = targets.get(record.target());
      if (kept == null || kept.rollout != number) {
        kept = new Kept(number, started(record).isPresent() ? 0 : record.sequence());
        targets.put(record.target(), kept);
      }
    });
    Kept kept = targets.get(record.target());
    if (kept != null) {
      kept.add(record, after);
    }
  }

  /** A page from memory, when all of it is there. */
  Optional<Page> page(TargetId target, long rollout, long after, int most) {
    Kept kept = targets.get(target);
    return kept == null || kept.rollout != rollout ? Optional.empty() : kept.page(after, most);
  }

  static Optional<Long> started(JournalRecord record) {
    return record.events().stream().filter(Event.RolloutStarted.class::isInstance).map(e -> ((Event.RolloutStarted) e).id().number())
        .findFirst();
  }

  static boolean ended(JournalRecord record, long rollout) {
    return record.events().stream().anyMatch(e -> e instanceof Event.RolloutEnded over && over.id().number() == rollout);
  }

  /** One rollout's. */
  private static final class Kept {
    private final long rollout;
    private final Deque<List<Point>> batches = new ArrayDeque<>();
    private long from;
    private boolean ended;
    private Optional<Instant> measured = Optional.empty();

    Kept(long rollout, long from) {
      this.rollout = rollout;
      this.from = from;
    }

    synchronized void add(JournalRecord record, TargetState after) {
      boolean mine = after.rollout().map(Rollout::id).filter(id -> id.number() == rollout).isPresent();
      List<Point> points = mine && record.sequence() > from ? Points.of(record, measured, after) : List.of();
      measured = mine ? Points.measured(Optional.of(after)) : measured;
      ended |= ended(record, rollout);
      if (!points.isEmpty()) {
        batches.addLast(points);
      }
      if (batches.size() > MOST_BATCHES) {
        from = batches.removeFirst().getFirst().sequence();
      }
    }

    synchronized Optional<Page> page(long after, int most) {
      if (after < from) {
        return Optional.empty();
      }
      List<List<Point>> found = batches.stream().filter(b -> b.getFirst().sequence() > after).limit(most + 1L).toList();
      List<List<Point>> page = found.subList(0, Math.min(most, found.size()));
      List<Point> points = new ArrayList<>();
      page.forEach(points::addAll);
      return Optional.of(new Page(points, points.isEmpty() ? after : points.getLast().sequence(), ended && found.size() <= most));
    }
  }
}
