package dev.slipway.server.outbox;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Receivers;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.spi.Notifier;
import dev.slipway.engine.store.Deliveries;
import dev.slipway.engine.store.Deliveries.DeadLetter;
import dev.slipway.engine.store.Deliveries.Lane;
import dev.slipway.engine.store.Deliveries.Mark;
import dev.slipway.engine.store.Deliveries.Progress;
import dev.slipway.engine.store.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiver of one target. What is told is read from the journal when it is told, so that nothing piles up for a receiver that is away.
 * One thread at a time.
 */
final class LaneWork {
  private static final Logger LOG = LoggerFactory.getLogger(LaneWork.class);
  /** Of records that tell this receiver nothing, before that is noted down, so that they are not read again at every start. */
  private static final int MOST_UNMARKED_RECORDS = 500;

  private final Lane lane;
  private final StateStore store;
  private final Deliveries deliveries;
  private final Surroundings with;
  private Optional<Reading> reading = Optional.empty();
  private Mark told = new Mark(0, 0, 0);

  LaneWork(Lane lane, StateStore store, Surroundings with) {
    this.lane = lane;
    this.store = store;
    this.deliveries = store.deliveries();
    this.with = with;
  }

  /** Tells what there is to tell; how long to wait before it is called again, where something is left. */
  Optional<Duration> run(Receiver receiver) {
    Reading from = reading.orElseGet(this::begin);
    for (List<JournalRecord> page = from.page(); !page.isEmpty(); page = from.page()) {
      for (JournalRecord record : page) {
        Reading.Step step = from.look(record);
        Optional<Duration> wait = tell(receiver, step);
        if (wait.isPresent() || with.ending()) {
          return wait;
        }
        from.passed(step);
      }
      noteHowFar(from);
    }
    return Optional.empty();
  }

  private Reading begin() {
    told = deliveries.progress(lane).orElseGet(() -> deliveries.begin(lane, first())).told();
    Reading made = new Reading(store, lane.target(), told);
    reading = Optional.of(made);
    return made;
  }

  /** A receiver is new with the rollout that began last: it hears all of that. */
  private Mark first() {
    long begun = deliveries.lastBegun(lane.target());
    return new Mark(begun, Math.max(0, begun - 1), Integer.MAX_VALUE);
  }

  private void noteHowFar(Reading from) {
    if (from.read() - told.sequence() >= MOST_UNMARKED_RECORDS) {
      told = new Mark(from.story().begun(), from.read(), Integer.MAX_VALUE);
      deliveries.told(lane, told);
    }
  }

  private Optional<Duration> tell(Receiver receiver, Reading.Step step) {
    List<Notice> notices = step.page().notices();
    for (int part = 0; part < notices.size(); part++) {
      if (!told.covers(step.record().sequence(), part) && notices.get(part).isFor(receiver)) {
        Optional<Duration> wait = tell(receiver, notices.get(part), step.mark(part));
        if (wait.isPresent()) {
          return wait;
        }
      }
    }
    return Optional.empty();
  }

  /** Another server may have told it meanwhile, or be about to. */
  private Optional<Duration> tell(Receiver receiver, Notice notice, Mark mark) {
    Optional<Progress> now = deliveries.progress(lane);
    if (now.filter(p -> p.told().covers(mark.sequence(), mark.part())).isPresent()) {
      told = now.get().told();
      return Optional.empty();
    }
    if (now.isEmpty() && named()) {
      reading = Optional.empty(); // forgotten just as it came back, by a server that knew the receivers of before
      return Optional.of(Duration.ZERO);
    }
    Optional<Progress> mine = deliveries.claim(lane, with.owner(), with.patience().lease());
    if (mine.isEmpty()) {
      return Optional.of(with.patience().elsewhere());
    }
    if (mine.get().told().covers(mark.sequence(), mark.part())) {
      told = mine.get().told();
      return Optional.empty();
    }
    return after(with.notifier().tell(receiver, notice), notice, mark, mine.get().attempts() + 1);
  }

  private boolean named() {
    return store.load(lane.target()).state().receivers().map(Receivers::all).orElse(List.of()).stream()
        .anyMatch(r -> r.name().equals(lane.receiver()) && r.hears(lane.target().environment()));
  }

  /** The row knows how often it was tried, so that neither a restart nor another server begins to count anew. */
  private Optional<Duration> after(Notifier.Answer answer, Notice notice, Mark mark, int attempts) {
    return switch (answer) {
      case Notifier.Answer.Taken a -> {
        deliveries.told(lane, mark);
        yield went(mark);
      }
      case Notifier.Answer.Later a -> {
        if (with.patience().over(attempts, notice.at(), with.wall().instant())) {
          yield given(a.said(), mark, attempts);
        }
        deliveries.failed(lane, a.said());
        yield Optional.of(with.patience().until(attempts, a.after(), with.dice()));
      }
      case Notifier.Answer.Refused a -> given(a.said(), mark, attempts);
    };
  }

  private Optional<Duration> given(String trouble, Mark mark, int attempts) {
    deliveries.dead(new DeadLetter(lane, mark, with.wall().instant(), attempts, trouble));
    LOG.warn("SLW-5190 {} was not told of record {} of {}: {}. Traffic is not touched. See: slipway notifications list",
        lane.receiver(), mark.sequence(), lane.target(), trouble);
    return went(mark);
  }

  private Optional<Duration> went(Mark mark) {
    told = mark;
    return Optional.empty();
  }
}
