package dev.slipway.server.compliance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.rollout.Event;
import dev.slipway.engine.codec.EventText;
import dev.slipway.engine.codec.TimeText;
import dev.slipway.engine.journal.KeptRecord;
import dev.slipway.engine.journal.TrailRecord;
import dev.slipway.server.delivery.Delivered;
import dev.slipway.server.delivery.DeliverySum;
import dev.slipway.server.delivery.DeliveryView;
import dev.slipway.server.view.ArchivedView;
import dev.slipway.server.view.JournalView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a report from the records of a journal, one after the other from the first on. It keeps counts, a few examples, what is under way,
 * and how long each rollout took; no record.
 */
final class ReportMaker {
  private static final String SHORTENED = KeptRecord.type(Event.Shortened.class);

  private final ReportFilter filter;
  private final Known known = new Known();
  private final Tallies tallies = new Tallies();
  private final Map<String, Change> underWay = new HashMap<>();
  private final DeliverySum delivery;
  private final List<Report.Cited> cited = new ArrayList<>();
  private final List<ArchivedView.OfFile> archives = new ArrayList<>();
  private long records;
  private long archived;

  ReportMaker(ReportFilter filter) {
    this.filter = filter;
    this.delivery = new DeliverySum(filter.from(), filter.to());
  }

  /** Takes in the next record; whether it is cited. */
  boolean next(TrailRecord record) {
    if (!filter.wants(record.target())) {
      return false;
    }
    boolean silent = record.events().equals("[]"); // Most records only measured.
    Instant at = TimeText.instant(record.at());
    boolean counts = filter.covers(at);
    if (record.archived()) {
      archived += counts ? 1 : 0;
      return false;
    }
    records += counts ? 1 : 0;
    String kept = record.events();
    // Of the time before and after only what was under way matters, with who let it go on, and who was known.
    if (silent || !counts && !KeptRecord.marks(kept) && !Known.tells(kept) && !Change.tells(kept) && !kept.contains(SHORTENED)) {
      return false;
    }
    boolean named = false;
    List<EventText> texts = EventText.of(kept);
    for (EventText text : texts) {
      Optional<List<Evidence>> unread = Mapping.unread(text);
      Optional<Event> read = unread.isPresent() ? Optional.empty() : Optional.of(text.read());
      if (counts) {
        named |= tallies.shown(read.map(Mapping::of).or(() -> unread).orElseThrow(), record.sequence());
      }
      if (read.isPresent()) {
        named |= followed(read.get(), texts, record, at, counts);
      }
    }
    if (named) {
      String what = String.join("; ", JournalView.sentences(record.events()));
      cited.add(new Report.Cited(record.sequence(), record.at(), record.target(), record.actor(), what, record.hash()));
    }
    return named;
  }

  private boolean followed(Event event, List<EventText> all, TrailRecord record, Instant at, boolean counts) {
    if (event instanceof Event.RolloutStarted started) {
      List<Event> events = all.stream().filter(t -> Change.BEGINS_WITH.contains(t.type())).map(EventText::read).toList();
      underWay.put(record.target(), Change.begun(started, Change.from(events), at, counts));
      return counts && tallies.missing(Change.atBeginning(started, events, known.is(started.by())), record.sequence());
    }
    if (event instanceof Event.AccessChanged changed) {
      known.add(changed.change());
    } else if (event instanceof Event.Shortened shortened) {
      archives.add(ArchivedView.OfFile.of(shortened, at));
    } else if (event instanceof Event.Approved approved) {
      underWay.computeIfPresent(record.target(), (t, c) -> c.approved(approved.by()));
    } else if (event instanceof Event.ApprovalGiven given) {
      underWay.computeIfPresent(record.target(), (t, c) -> c.approved(given.by()));
    } else if (event instanceof Event.RolloutEnded ended) {
      Change change = underWay.remove(record.target());
      return change != null && ended(change, ended, record, at, counts);
    }
    return false;
  }

  private boolean ended(Change change, Event.RolloutEnded ended, TrailRecord record, Instant at, boolean counts) {
    Delivered.of(change.kind(), change.startedAt(), change.committedAt(), at, ended.outcome())
        .ifPresent(d -> delivery.next(record.target(), d));
    return counts && ended.outcome() == Event.Outcome.PROMOTED && tallies.missing(change.atPromotion(), record.sequence());
  }

  List<Report.Cited> cited() {
    return cited;
  }

  long records() {
    return records;
  }

  /** All of it. */
  Report report(Standard standard, Report.Journal journal, List<ObjectNode> evidence) {
    return new Report(standard.word(), standard.title(), filter.from(), filter.to(), filter.service(), filter.environment(), journal,
        records, delivery(), controls(standard), List.copyOf(cited), evidence, archived());
  }

  private Optional<ArchivedView> archived() {
    return archived == 0 ? Optional.empty()
        : Optional.of(new ArchivedView(archived, archives.stream().filter(a -> a.before().isAfter(filter.from())).toList()));
  }

  DeliveryView.OfTarget delivery() {
    return delivery.shown();
  }

  /** What was found of the controls of a standard. */
  List<Report.OfControl> controls(Standard standard) {
    underWay.values().stream().filter(Change::counted).forEach(c -> tallies.of(Gap.NEVER_ENDED).add());
    List<DeliveryView.Figure> figures = delivery().figures();
    return standard.controls().stream().map(c -> new Report.OfControl(
        c.id(), c.title(), c.asks(),
        c.evidence().stream().map(tallies::shown).toList(),
        c.gaps().stream().map(tallies::missing).filter(m -> m.count() > 0).toList(),
        figures.stream().filter(f -> c.figures().contains(f.name())).toList(),
        c.cannot())).toList();
  }
}
