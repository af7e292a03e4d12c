package dev.slipway.server.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.rollout.Event.Outcome;
import dev.slipway.core.rollout.Provenance;
import dev.slipway.core.rollout.Rollout.Kind;
import dev.slipway.core.rollout.RolloutId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.store.PastRollout;
import dev.slipway.engine.store.PastRollout.End;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Figures of delivery, worked out by hand beside. */
class DeliveryViewTest {
  private static final Instant TO = Instant.parse("2026-03-31T00:00:00Z");
  private static final Instant FROM = TO.minus(Duration.ofDays(30));
  private static final TargetId TARGET = new TargetId("shop", "production");
  private static final Release RELEASE = new Release(new ReleaseId("1.0-00000000"), "1.0", new Digest("0".repeat(64)),
      new Digest("0".repeat(64)), new RunSpec(1, "a", "run", Map.of(), HealthSpec.portOnly(), Duration.ZERO, Optional.empty()));
  private static final String LABELS = "{service=\"shop\",environment=\"production\"}";
  private final List<PastRollout> rollouts = new ArrayList<>();

  private void rollout(Kind kind, Outcome outcome, Instant start, Duration took, Optional<Instant> committed) {
    Optional<Provenance> from = committed.map(c -> new Provenance(Optional.of("abc"), Optional.of(c), Optional.empty(), Optional.empty()));
    rollouts.addFirst(new PastRollout(new RolloutId(rollouts.size() + 1), kind, RELEASE, Optional.empty(), "ada", start, List.of(), from,
        Optional.of(new End(start.plus(took), outcome, ""))));
  }

  private void deploy(int day, Outcome outcome, int minutes) {
    Instant start = FROM.plus(Duration.ofDays(day));
    rollout(Kind.DEPLOY, outcome, start, Duration.ofMinutes(minutes), Optional.of(start.minus(Duration.ofHours(day))));
  }

  private DeliveryView view() {
    return DeliveryView.of(Map.of(TARGET, rollouts), FROM, TO);
  }

  private DeliveryView.Figure figure(String name) {
    return view().targets().getFirst().figures().stream().filter(f -> f.name().equals(name))
        .findFirst().orElseThrow();
  }

  @Test
  void every_figure_is_what_a_person_works_out() {
    deploy(-5, Outcome.PROMOTED, 10);
    deploy(1, Outcome.PROMOTED, 10);
    deploy(2, Outcome.ROLLED_BACK, 4);
    deploy(3, Outcome.PROMOTED, 20);
    deploy(6, Outcome.PROMOTED, 30);
    Instant back = FROM.plus(Duration.ofDays(6)).plus(Duration.ofMinutes(90));
    rollout(Kind.ROLLBACK, Outcome.PROMOTED, back, Duration.ofSeconds(12), Optional.empty());
    assertEquals(Optional.of(3.0), figure("deployment-frequency").value());
    assertEquals(Optional.of(1.0), figure("deployment-frequency").before());
    assertEquals(Optional.of(3.333), figure("lead-time").value(), "of 1, 3 and 6 hours before the start, the second and its 20 minutes");
    assertEquals(Optional.of(0.5), figure("change-failure-rate").value(), "one went back and one was taken back, of four");
    assertEquals(Optional.of(4.0), figure("recovery-time").value(), "of 4 minutes, and 60 minutes and 12 seconds after the promotion");
    assertEquals(Optional.of(0.333), figure("rework-rate").value(), "the one of day 3");
    assertEquals(Optional.of(0.75), figure("success-rate").value());
    assertEquals(Optional.of(20.0), figure("duration").value());
    assertEquals(Optional.of(12.0), figure("rollback-time").value());
    assertEquals(Optional.of(true), figure("deployment-frequency").met());
    assertEquals(Optional.of(false), figure("change-failure-rate").met());
    assertEquals(Optional.of("better"), figure("deployment-frequency").trend());
    assertEquals(Optional.empty(), figure("lead-time").trend(), "nothing is known of before");
    String text = DeliveryText.of(view());
    assertTrue(text.contains("# TYPE slipway_delivery_lead_time_seconds gauge\n"), text);
    for (String line : List.of("deploys{L} 4.0", "failed_deploys{L} 2.0", "deployments_per_30_days{L} 3.0", "change_failure_ratio{L} 0.5",
        "recovery_time_seconds{L} 240.0", "duration_seconds{L} 1200.0", "goal{metric=\"slipway_delivery_lead_time_seconds\"} 86400.0")) {
      assertTrue(text.contains("slipway_delivery_" + line.replace("{L}", LABELS) + "\n"), line + " is not in " + text);
    }
  }

  @Test
  void where_nothing_was_deployed_nothing_is_known_but_how_often() {
    assertEquals(Optional.of(0.0), figure("deployment-frequency").value());
    for (String name : List.of("lead-time", "change-failure-rate", "recovery-time", "rework-rate", "success-rate", "duration",
        "rollback-time")) {
      assertEquals(Optional.empty(), figure(name).value(), name);
      assertEquals(Optional.empty(), figure(name).met(), name);
    }
  }

  @Test
  void a_rollout_under_way_a_deploy_without_commit_and_a_clock_that_was_set_back_count_for_nothing() {
    rollouts.add(new PastRollout(new RolloutId(1), Kind.DEPLOY, RELEASE, Optional.empty(), "ada", FROM.plusSeconds(9),
        List.of(), Optional.empty(), Optional.empty()));
    assertEquals(Optional.empty(), figure("success-rate").value());
    rollout(Kind.DEPLOY, Outcome.PROMOTED, FROM.plusSeconds(99), Duration.ofSeconds(-9), Optional.empty());
    assertEquals(Optional.of(1.0), figure("success-rate").value());
    assertEquals(Optional.empty(), figure("duration").value());
    assertEquals(Optional.empty(), figure("lead-time").value());
  }
}
