package dev.slipway.server.view;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.engine.codec.CoreJson;
import dev.slipway.engine.journal.Verification;
import dev.slipway.engine.store.PastRollout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of the journal.
 *
 * @param next the {@code after} of the page that follows
 * @param archived what is not in it and was before its first record
 */
public record JournalView(List<Entry> records, long next, Optional<ArchivedView> archived) {

  /** The same, and what is in archives. */
  public JournalView with(Optional<ArchivedView> more) {
    return new JournalView(records, next, more);
  }

  /** One committed decision. */
  public record Entry(
      long sequence,
      String target,
      Instant at,
      long epoch,
      String actor,
      long version,
      List<EventView> events,
      String stateDigest,
      String previous,
      String hash) {

    public static Entry of(JournalRecord r) {
      return new Entry(
          r.sequence(),
          r.target().toString(),
          r.at(),
          r.epoch(),
          r.actor(),
          r.version(),
          r.events().stream().map(EventWords::of).toList(),
          r.stateDigest(),
          r.previous(),
          r.hash());
    }
  }

  public static JournalView of(List<JournalRecord> page, long after) {
    return new JournalView(page.stream().map(Entry::of).toList(), page.isEmpty() ? after : page.getLast().sequence(), Optional.empty());
  }

  /** Events as they are kept, as sentences. */
  public static List<String> sentences(String events) {
    return CoreJson.readEvents(events).stream().map(e -> EventWords.of(e).text()).toList();
  }

  /** Whether the journal is as it was written. */
  public record Verified(
      boolean whole, long records, long lastSequence, Optional<String> lastHash, Optional<Long> brokenAt, String message) {

    public static Verified of(Verification verification) {
      return switch (verification) {
        case Verification.Intact i ->
            new Verified(
                true,
                i.records(),
                i.head().map(Verification.Head::sequence).orElse(0L),
                i.head().map(Verification.Head::hash),
                Optional.empty(),
                i.records() + " records, each as it was written" + archived(i.archived())
                    + i.head().map(h -> "; the last is " + h).orElse(""));
        case Verification.Broken b ->
            new Verified(
                false, b.sequence() - 1, b.sequence() - 1, Optional.empty(), Optional.of(b.sequence()),
                "SLW-5130 the journal is not as it was written from record " + b.sequence() + " on (" + Words.of(b.fault()) + "): " + b.detail()
                    + ". Rollouts go on by the committed state. Keep a copy of the state folder, find out who changed it, and restore a backup");
      };
    }
  }

  private static String archived(long records) {
    return records == 0 ? "" : "; of " + records + " that are in archives the hashes alone are here, and are those of then";
  }

  /** Rollouts of one target, newest first. */
  public record History(String target, List<Past> releases, Optional<ArchivedView> archived) {}

  /** One rollout of before. {@code role} is what its release is now. */
  public record Past(
      long rollout,
      String kind,
      String release,
      String version,
      Optional<String> artifact,
      Optional<String> from,
      String by,
      Optional<String> why,
      Instant startedAt,
      Optional<Instant> endedAt,
      String outcome,
      Optional<String> reason,
      String role,
      List<GateView> gates,
      Optional<ProvenanceView> provenance,
      List<String> approvedBy,
      Optional<ClearanceView.OverrideView> override) {

    public static Past of(PastRollout r, String role) {
      return new Past(
          r.id().number(),
          Words.of(r.kind()),
          r.release().id().value(),
          r.release().version(),
          Optional.of(r.release().artifact().toString()),
          r.from().map(Object::toString),
          r.by(),
          Optional.of(r.why()).filter(w -> !w.isBlank()),
          r.startedAt(),
          r.end().map(PastRollout.End::at),
          r.end().map(e -> Words.of(e.outcome())).orElse("under-way"),
          r.end().map(PastRollout.End::reason),
          role,
          GateView.of(r.gates()),
          r.provenance().map(ProvenanceView::of),
          r.approvedBy(),
          r.override().map(ClearanceView.OverrideView::of));
    }
  }
}
