package dev.slipway.engine.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.release.ReleaseId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With a source that answers at once, as in the simulator. */
class MetricPollerTest extends PolledSource {

  @Test
  void with_a_source_that_answers_at_once_the_answer_is_there_at_once_and_lies_back_by_the_lag() {
    assertEquals(new Reading.Counters(WALL.minusSeconds(15), 1, 1), latest(poller(this::counted, Runnable::run)));
    assertEquals("1.4.0", asked.getFirst().version());
    assertEquals(CANDIDATE, asked.getFirst().release());
  }

  @Test
  void within_the_interval_the_same_reading_comes_back_with_the_same_event_time() {
    MetricPoller poller = poller(this::counted, Runnable::run);
    Reading first = latest(poller);
    pass(Duration.ofMillis(4999));
    assertEquals(first, latest(poller));
    pass(Duration.ofMillis(1));
    assertEquals(new Reading.Counters(WALL.minusSeconds(10), 2, 2), latest(poller));
  }

  @Test
  void a_wall_clock_that_jumps_neither_holds_questions_up_nor_multiplies_them() {
    MetricPoller poller = poller(this::counted, Runnable::run);
    latest(poller);
    wall = wall.minusSeconds(3600);
    steady = steady.plusSeconds(5);
    latest(poller);
    wall = wall.plusSeconds(7200);
    latest(poller);
    assertEquals(2, asked.size());
  }

  @Test
  void releases_and_metrics_are_asked_for_apart() {
    MetricPoller poller = poller(this::counted, Runnable::run);
    latest(poller);
    poller.latest(ORDERS, PROM, SHOP, new ReleaseId("1.3.2-aaaaaaaa"), "1.3.2");
    poller.latest(new Metric("depth", "prom", new Metric.Level("depth")), PROM, SHOP, CANDIDATE, "1.4.0");
    assertEquals(3, asked.size());
  }
}
