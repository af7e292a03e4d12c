package dev.slipway.server.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.server.view.RolloutView.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasurementsTest {
  private static final TargetId TARGET = new TargetId("shop", "production");
  private static final ReleaseId ID = new ReleaseId("1.0-00000000");
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private Optional<TrafficCounts> counts = Optional.empty();
  private final Measurements measurements = new Measurements(target -> counts.orElseThrow(() -> new OutsideException("SLW-4054", "away")),
      () -> now, () -> now);

  private static TargetState underWay() {
    RunSpec run = new RunSpec(1, "a", "run", Map.of(), HealthSpec.portOnly(), Duration.ZERO, Optional.empty());
    Digest digest = new Digest("0".repeat(64));
    Policy policy =
        new Policy(new Strategy.BlueGreen(Duration.ZERO), List.of(), List.of(), Duration.ZERO, Duration.ofMinutes(1), Otherwise.HOLD,
            JudgePolicy.TRIGGERS, List.of(), List.of(), List.of());
    TargetSettings settings = new TargetSettings(new Endpoint("127.0.0.1", 8080), Optional.empty(), Optional.empty(), Duration.ZERO);
    Command deploy = new Command.Deploy("ada", new Release(ID, "1.0", digest, digest, run), policy, settings, Command.WhenBusy.REFUSE,
        false, "");
    return Decider.decide(TargetState.empty(TARGET), new Input.Commanded(deploy, Instant.EPOCH)).state();
  }

  private static TrafficCounts counts(String boot, long requests, long errors) {
    return new TrafficCounts(boot, Map.of(ID, new ReleaseCounts(requests, errors, 0, 2, LatencyHistogram.of(Map.of(100, requests)))));
  }

  private Measurement look() {
    now = now.plusSeconds(1);
    TargetState state = underWay();
    return measurements.of(state, state.rollout().orElseThrow()).getLast();
  }

  @Test
  void only_what_came_since_the_rollout_began_is_counted() {
    counts = Optional.of(counts("a", 1000, 900));
    measurements.begin(TARGET, 1);
    counts = Optional.of(counts("a", 1200, 910));
    Measurement seen = look();
    assertEquals(200, seen.requests());
    assertEquals(10, seen.errors());
    assertEquals(0.05, seen.errorShare());
    assertEquals(2, seen.inFlight());
    assertTrue(seen.p95Millis().isPresent());
  }

  @Test
  void counters_that_began_anew_are_taken_from_their_zero() {
    counts = Optional.of(counts("a", 1000, 0));
    measurements.begin(TARGET, 1);
    counts = Optional.of(counts("b", 30, 3));
    assertEquals(30, look().requests());
  }

  @Test
  void a_router_that_is_away_has_no_measurements() {
    TargetState state = underWay();
    assertEquals(List.of(), measurements.of(state, state.rollout().orElseThrow()));
  }

  @Test
  void nobody_asked_means_no_quantile_and_no_errors() {
    counts = Optional.of(counts("a", 0, 0));
    Measurement seen = look();
    assertEquals(0, seen.errorShare());
    assertTrue(seen.p50Millis().isEmpty());
  }
}
