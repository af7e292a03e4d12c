package dev.slipway.engine.store;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.gate.GateResult;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Clearance;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Provenance;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.RolloutId;
import dev.slipway.core.rollout.TargetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One rollout as the journal tells it.
 *
 * @param id number within the target
 * @param kind what started it
 * @param release where it went
 * @param from what was stable then
 * @param by who asked for it
 * @param why the reason that came with it, empty where none did
 * @param startedAt wall-clock time, for people
 * @param gates what the gates before it said, where there were any
 * @param provenance where it comes from, where that was said
 * @param approvedBy who approved it
 * @param override an admin's word in place of what was missing
 * @param end how it ended, unless it is under way
 */
public record PastRollout(
    RolloutId id, Rollout.Kind kind, Release release, Optional<ReleaseId> from, String by, String why, Instant startedAt,
    List<GateResult> gates, Optional<Provenance> provenance, List<String> approvedBy, Optional<Clearance.Override> override,
    Optional<End> end) {
  public PastRollout {
    gates = List.copyOf(gates);
    approvedBy = List.copyOf(approvedBy);
  }

  /** One that nobody had to approve. */
  public PastRollout(
      RolloutId id, Rollout.Kind kind, Release release, Optional<ReleaseId> from, String by, Instant startedAt, List<GateResult> gates,
      Optional<Provenance> provenance, Optional<End> end) {
    this(id, kind, release, from, by, "", startedAt, gates, provenance, List.of(), Optional.empty(), end);
  }

  /** How many records of a rollout are marked, at most. */
  static final int MOST_MARKS = 3;

  /** How and when a rollout ended. */
  public record End(Instant at, Event.Outcome outcome, String reason) {}

  /** The records of a target that ask for, begin or end a rollout. */
  static List<JournalRecord> marked(Collection<JournalRecord> all, TargetId target) {
    return all.stream().filter(r -> r.target().equals(target) && marks(r.events())).toList();
  }

  /** Whether a record asks for, begins or ends a rollout. */
  static boolean marks(List<Event> events) {
    return events.stream().anyMatch(
        e -> e instanceof Event.RolloutStarted || e instanceof Event.RolloutEnded || e instanceof Event.Cleared);
  }

  /** The rollouts that these records begin, newest first. */
  static List<PastRollout> of(List<JournalRecord> oldestFirst, Function<ReleaseId, Optional<Release>> releases) {
    TreeMap<Long, PastRollout> found = new TreeMap<>();
    for (JournalRecord record : oldestFirst) {
      for (Event event : record.events()) {
        if (event instanceof Event.RolloutStarted s) {
          releases.apply(s.to()).ifPresent(r -> found.put(s.id().number(), started(s, r, record)));
        } else if (event instanceof Event.Cleared c && !found.isEmpty()) {
          // Of those that began, the last one alone can have waited.
          found.put(found.lastKey(), found.lastEntry().getValue().cleared(c));
        } else if (event instanceof Event.RolloutEnded e) {
          found.computeIfPresent(e.id().number(), (id, r) -> r.ended(new End(record.at(), e.outcome(), e.reason())));
        }
      }
    }
    return new ArrayList<>(found.values()).reversed();
  }

  private static PastRollout started(Event.RolloutStarted s, Release release, JournalRecord record) {
    List<GateResult> gates = record.events().stream().filter(e -> e instanceof Event.GatesPassed)
        .flatMap(e -> ((Event.GatesPassed) e).results().stream()).toList();
    Optional<Provenance> provenance =
        record.events().stream().flatMap(e -> e instanceof Event.CameFrom c ? Stream.of(c.provenance()) : Stream.empty()).findFirst();
    Optional<Clearance.Override> override = record.events().stream()
        .flatMap(e -> e instanceof Event.Overridden o ? Stream.of(new Clearance.Override(o.by(), o.reason())) : Stream.empty()).findFirst();
    return new PastRollout(
        s.id(), s.kind(), release, s.from(), s.by(), s.reason(), record.at(), gates, provenance, List.of(), override, Optional.empty());
  }

  private PastRollout cleared(Event.Cleared how) {
    Optional<Clearance.Override> word = how.override().or(() -> override);
    return new PastRollout(id, kind, release, from, by, why, startedAt, gates, provenance, how.approvedBy(), word, end);
  }

  private PastRollout ended(End how) {
    return new PastRollout(id, kind, release, from, by, why, startedAt, gates, provenance, approvedBy, override, Optional.of(how));
  }
}
