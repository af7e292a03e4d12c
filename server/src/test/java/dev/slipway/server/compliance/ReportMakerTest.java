package dev.slipway.server.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.access.AccessChange;
import dev.slipway.core.access.Grant;
import dev.slipway.core.access.Holder;
import dev.slipway.core.access.Holding;
import dev.slipway.core.access.Role;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.gate.GateResult;
import dev.slipway.core.rollout.Cause;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Rollout;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a report says of records that a person can count. */
class ReportMakerTest extends MadeRecords {
  @Test
  void evidence_and_gaps_are_those_that_a_person_counts() {
    GateResult gate = new GateResult("scan", "trivy", GateResult.Outcome.PASSED, "nothing found", 1);
    record(1, "shop/production", started(Rollout.Kind.DEPLOY, "spring"), new Event.GatesPassed(FROM, List.of(gate)),
        from(Optional.of("T-1")));
    record(1, "shop/production", new Event.Judged(0, new Verdict.Passing("good")), new Event.Approved("bob", 0, false));
    record(1, "shop/production", ended(Event.Outcome.PROMOTED));
    record(2, "shop/production", started(Rollout.Kind.DEPLOY, ""), from(Optional.empty()));
    record(2, "shop/production", new Event.Judged(0, new Verdict.Failing("bad")), new Event.WentBack(new Cause.Judged("bad")));
    record(2, "shop/production", ended(Event.Outcome.ROLLED_BACK));
    record(3, "shop/production", started(Rollout.Kind.DEPLOY, "again"));
    record(3, "shop/production", new Event.Approved("ada", 0, false));
    record(3, "shop/production", ended(Event.Outcome.PROMOTED));
    record(4, "shop/production", new Event.RouterChanged("a hand"));
    record(5, "shop/staging", started(Rollout.Kind.ROLLBACK, ""));

    assertEquals(3, shown("change"));
    assertEquals(1, shown("gates"));
    assertEquals(2, shown("promoted"));
    assertEquals(1, shown("taken-back-by-itself"));
    assertEquals(2, shown("approval"));
    assertEquals(2, gap("no-ticket").count());
    assertEquals(3, gap("no-ticket").of());
    assertEquals(List.of(4L, 7L), gap("no-ticket").examples());
    assertEquals(1, gap("no-commit").count());
    assertEquals(2, gap("no-reason").count());
    assertEquals(4, gap("no-reason").of());
    assertEquals(2, gap("no-gates").count());
    assertEquals(1, gap("own-approval").count());
    assertEquals(List.of(9L), gap("own-approval").examples());
    assertEquals(1, gap("waived").count());
    assertEquals(1, gap("around").count());
    assertEquals(1, gap("never-ended").count());
    assertEquals(4, gap("unproven-name").count());
    assertEquals(3, made(MARCH).delivery().deploys());
  }

  @Test
  void what_lies_outside_of_the_time_or_of_the_targets_is_not_counted_but_its_end_is_known() {
    record(-1, "shop/production", started(Rollout.Kind.DEPLOY, ""));
    record(-1, "shop/production", new Event.Paused("ada", "lunch"));
    record(0, "shop/production", ended(Event.Outcome.PROMOTED));
    record(1, "web/production", started(Rollout.Kind.DEPLOY, ""));
    record(32, "web/production", ended(Event.Outcome.PROMOTED));
    record(-1, "api/production", started(Rollout.Kind.DEPLOY, ""));
    record(-1, "api/production", new Event.Approved("bob", 0, false));
    record(0, "api/production", ended(Event.Outcome.PROMOTED));
    assertEquals(1, shown("change"));
    assertEquals(2, shown("promoted"));
    assertEquals(0, shown("held"));
    assertEquals(1, gap("no-approval").count());
    assertEquals(2, made(MARCH).delivery().deploys());
    assertTrue(all().stream().flatMap(c -> c.gaps().stream()).noneMatch(g -> g.kind().equals("never-ended")));
    ReportFilter shop = new ReportFilter(MARCH.from(), MARCH.to(), Optional.of("shop"), Optional.of("production"));
    assertEquals(1, made(shop).records());
    assertEquals(0, made(new ReportFilter(MARCH.from(), MARCH.to(), Optional.of("sho"), Optional.empty())).records());
  }

  @Test
  void a_name_is_proven_by_a_role_or_token_of_its_own_and_who_may_what_belongs_to_every_report() {
    record(-9, "slipway/access", new Event.AccessChanged("root", new AccessChange.RoleGranted(
        new Holding(Holder.parse("ada"), new Grant(Role.DEPLOYER, "*", "*")))));
    record(1, "shop/production", started(Rollout.Kind.DEPLOY, "x"));
    record(2, "slipway/access", new Event.AccessChanged("root", new AccessChange.TokenRevoked("t", FROM)));
    assertTrue(all().stream().flatMap(c -> c.gaps().stream()).noneMatch(g -> g.kind().equals("unproven-name")));
    assertEquals(1, shown("access"));
    assertEquals(2, made(new ReportFilter(MARCH.from(), MARCH.to(), Optional.of("shop"), Optional.empty())).records());
  }

  @Test
  void a_denial_lets_nothing_go_on_and_what_never_began_is_no_failed_change() {
    record(1, "shop/production", started(Rollout.Kind.DEPLOY, "spring"));
    record(1, "shop/production", new Event.ApprovalDenied("bob", "not today"), ended(Event.Outcome.NOT_STARTED));
    record(2, "shop/production", started(Rollout.Kind.ROLLBACK, Command.NO_REASON), ended(Event.Outcome.PROMOTED));
    record(3, "shop/production", new Event.Overridden("eve", "the shop sells nothing", List.of("a freeze")));
    assertEquals(0, shown("approval"));
    assertEquals(1, shown("held"));
    assertEquals(1, shown("override"));
    assertEquals(1, gap("no-reason").count());
    assertEquals(0, made(MARCH).delivery().deploys());
    assertTrue(all().stream().flatMap(c -> c.evidence().stream()).noneMatch(e -> e.kind().equals("emergency")
        && e.words().contains("overrid")));
  }

  @Test
  void a_few_records_are_cited_however_many_there_are() {
    for (int i = 0; i < 1_000; i++) {
      record(1, "shop/production", started(Rollout.Kind.DEPLOY, ""));
      record(1, "shop/production", ended(Event.Outcome.PROMOTED));
    }
    assertEquals(10, made(MARCH).cited().size());
    assertEquals(1_000, gap("no-ticket").count());
  }
}
