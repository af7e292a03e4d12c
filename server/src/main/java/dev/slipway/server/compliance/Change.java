package dev.slipway.server.compliance;

import dev.slipway.core.rollout.Clearance;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Provenance;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.engine.codec.CoreJson;
import dev.slipway.engine.journal.KeptRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A rollout under way, as far as gaps and figures need it.
 *
 * @param counted whether it began in the time of the report
 * @param approvers who let it go on
 */
record Change(Rollout.Kind kind, String by, Instant startedAt, Optional<Instant> committedAt, boolean counted, List<String> approvers) {

  /** Kinds of events that say something of the rollout that begins with them. */
  static final Set<String> BEGINS_WITH = Set.of(CoreJson.typeName(Event.CameFrom.class), CoreJson.typeName(Event.GatesPassed.class));

  private static final String LET_ON = KeptRecord.type(Event.Approved.class);
  private static final String GIVEN = KeptRecord.type(Event.ApprovalGiven.class);

  /** Whether these events, as they are kept, say who let one go on. */
  static boolean tells(String events) {
    return events.contains(LET_ON) || events.contains(GIVEN);
  }

  static Change begun(Event.RolloutStarted started, Optional<Provenance> from, Instant at, boolean counted) {
    return new Change(started.kind(), started.by(), at, from.flatMap(Provenance::committedAt), counted, List.of());
  }

  Change approved(String who) {
    return new Change(kind, by, startedAt, committedAt, counted, Stream.concat(approvers.stream(), Stream.of(who)).distinct().toList());
  }

  /**
   * Gaps that show as it begins.
   *
   * @param known whether who asked ever had a token or a role
   */
  static List<Gap> atBeginning(Event.RolloutStarted started, List<Event> events, boolean known) {
    boolean deploy = started.kind() == Rollout.Kind.DEPLOY;
    Optional<Provenance> from = from(events);
    return Stream.of(
        gap(Gap.UNPROVEN_NAME, !known),
        gap(Gap.NO_REASON, started.reason().isBlank() || started.reason().equals(Command.NO_REASON)),
        gap(Gap.NO_TICKET, deploy && from.flatMap(Provenance::ticket).isEmpty()),
        gap(Gap.NO_COMMIT, deploy && from.flatMap(Provenance::commit).isEmpty()),
        gap(Gap.NO_RUN, deploy && from.flatMap(Provenance::run).isEmpty()),
        gap(Gap.NO_GATES, deploy && events.stream().noneMatch(e -> e instanceof Event.GatesPassed))).flatMap(Optional::stream).toList();
  }

  /** Gaps that show as it comes into force. */
  List<Gap> atPromotion() {
    if (kind != Rollout.Kind.DEPLOY || approvers.stream().anyMatch(a -> !Clearance.same(a, by))) {
      return List.of();
    }
    return List.of(approvers.isEmpty() ? Gap.NO_APPROVAL : Gap.OWN_APPROVAL);
  }

  static Optional<Provenance> from(List<Event> events) {
    return events.stream().flatMap(e -> e instanceof Event.CameFrom c ? Stream.of(c.provenance()) : Stream.empty()).findFirst();
  }

  private static Optional<Gap> gap(Gap gap, boolean there) {
    return there ? Optional.of(gap) : Optional.empty();
  }
}
