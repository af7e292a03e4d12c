package dev.slipway.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BaselineMemoryTest {
  private static final ReleaseId STABLE = new ReleaseId("1");
  private static final int BUCKET = 400;

  private final BaselineMemory memory = new BaselineMemory();
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private long requests;
  private long errors;

  private void window(long more, long moreErrors) {
    now = now.plusSeconds(10);
    requests += more;
    errors += moreErrors;
    see("boot");
  }

  private void see(String boot) {
    LatencyHistogram latency = LatencyHistogram.of(Map.of(BUCKET, requests));
    memory.see(STABLE, now, new TrafficCounts(boot, Map.of(STABLE, new ReleaseCounts(requests, errors, 0, 0, latency))));
  }

  @Test
  void it_adds_up_what_stable_did_between_two_looks() {
    see("boot");
    window(100, 1);
    window(200, 0);
    Baseline known = memory.of(STABLE);
    assertEquals(300, known.requests());
    assertEquals(1, known.errors());
    assertEquals(Duration.ofSeconds(20), known.covered());
    assertEquals(2, known.errorDispersion().windows());
    assertEquals(15, known.requestsPerSecond(), 1e-9);
  }

  @Test
  void what_was_counted_before_the_first_look_is_not_its_own() {
    window(5_000, 900);
    assertEquals(0, memory.of(STABLE).requests());
  }

  @Test
  void it_is_asked_once_every_ten_seconds() {
    assertTrue(memory.due(STABLE, now));
    see("boot");
    assertFalse(memory.due(STABLE, now.plusMillis(9_999)));
    assertTrue(memory.due(STABLE, now.plusSeconds(10)));
    assertTrue(memory.due(new ReleaseId("2"), now));
  }

  @Test
  void where_counters_began_anew_or_fell_the_window_is_left_out() {
    see("boot");
    window(100, 1);
    now = now.plusSeconds(10);
    requests = 7;
    errors = 0;
    see("boot");
    now = now.plusSeconds(10);
    requests = 50;
    see("another");
    window(10, 0);
    now = now.plusSeconds(10);
    see("boot");
    assertEquals(100, memory.of(STABLE).requests());
  }

  @Test
  void a_histogram_that_fell_while_the_sum_rose_is_left_out_and_stops_nothing() {
    see("boot");
    window(100, 0);
    now = now.plusSeconds(10);
    LatencyHistogram other = LatencyHistogram.of(Map.of(BUCKET + 9, 500L));
    memory.see(STABLE, now, new TrafficCounts("boot", Map.of(STABLE, new ReleaseCounts(500, 0, 0, 0, other))));
    assertEquals(100, memory.of(STABLE).requests());
  }

  @Test
  void a_long_time_unwatched_is_no_window() {
    see("boot");
    now = now.plusSeconds(60);
    window(1_000, 50);
    assertEquals(0, memory.of(STABLE).requests());
  }

  @Test
  void another_release_begins_without_memory() {
    see("boot");
    window(100, 1);
    assertEquals(Baseline.UNKNOWN, memory.of(new ReleaseId("2")));
  }

  @Test
  void edges_are_fixed_before_the_windows_that_are_counted_by_them() {
    see("boot");
    window(1_500, 0);
    assertTrue(memory.of(STABLE).edges().isEmpty());
    window(100, 0);
    assertEquals(4, memory.of(STABLE).edges().size());
    assertEquals(1, memory.of(STABLE).latencyDispersion().getFirst().windows());
  }

  @Test
  void what_is_older_than_two_hours_is_forgotten() {
    see("boot");
    for (int i = 0; i < 800; i++) {
      window(100, i < 360 ? 50 : 0);
    }
    assertEquals(0, memory.of(STABLE).errors());
    assertTrue(memory.of(STABLE).errorDispersion().windows() <= 720);
  }
}
