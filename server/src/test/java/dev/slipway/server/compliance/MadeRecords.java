package dev.slipway.server.compliance;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Provenance;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.RolloutId;
import dev.slipway.engine.codec.CoreJson;
import dev.slipway.engine.journal.TrailRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records that a test writes as a journal has them, and the report of them. */
abstract class MadeRecords {
  static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  static final ReportFilter MARCH =
      new ReportFilter(FROM, FROM.plus(Duration.ofDays(31)), Optional.empty(), Optional.empty());
  static final ReleaseId RELEASE = new ReleaseId("1.0-00000000");
  final List<TrailRecord> records = new ArrayList<>();

  void record(int day, String target, Event... events) {
    String at = FROM.plus(Duration.ofDays(day)).plusSeconds(records.size()).toString();
    records.add(new TrailRecord(records.size() + 1, target, at, "ada", CoreJson.writeEvents(List.of(events)), "0".repeat(64)));
  }

  static Event started(Rollout.Kind kind, String reason) {
    return new Event.RolloutStarted(new RolloutId(1), kind, Optional.empty(), RELEASE, "ada", reason);
  }

  static Event ended(Event.Outcome outcome) {
    return new Event.RolloutEnded(new RolloutId(1), outcome, RELEASE, "");
  }

  static Event from(Optional<String> ticket) {
    return new Event.CameFrom(new Provenance(Optional.of("abc"), Optional.empty(), Optional.of("run 7"), ticket));
  }

  ReportMaker made(ReportFilter filter) {
    ReportMaker maker = new ReportMaker(filter);
    records.forEach(maker::next);
    return maker;
  }

  Report.Missing gap(String kind) {
    return all().stream().flatMap(c -> c.gaps().stream()).filter(g -> g.kind().equals(kind)).findFirst()
        .orElseThrow(() -> new AssertionError("no gap " + kind + " in " + all()));
  }

  long shown(String kind) {
    return all().stream().flatMap(c -> c.evidence().stream()).filter(e -> e.kind().equals(kind)).findFirst().orElseThrow().count();
  }

  List<Report.OfControl> all() {
    return made(MARCH).controls(Standard.SOC2);
  }
}
