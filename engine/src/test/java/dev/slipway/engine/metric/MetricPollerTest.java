package dev.slipway.engine.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MetricPollerTest {
  private static final TargetId SHOP = new TargetId("shop", "production");
  private static final ReleaseId CANDIDATE = new ReleaseId("1.4.0-bbbbbbbb");
  private static final Metric ORDERS = new Metric("orders", "prom", new Metric.Count("orders_total"));
  private static final SourceSpec PROM =
      new SourceSpec("prom", SourceSpec.Kind.PROMETHEUS, "http://prom:9090", Duration.ofSeconds(5), Duration.ofSeconds(15));
  private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");

  /** The steady clock is an hour off, so that mixing the two up shows. */
  private Instant steady = WALL.plusSeconds(3600);
  private Instant wall = WALL;
  private final List<Question> asked = new ArrayList<>();
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  private MetricPoller poller(MetricSource source, java.util.concurrent.Executor executor) {
    return new MetricPoller(source, executor, () -> steady, () -> wall, Duration.ofSeconds(5));
  }

  private Reading counted(Question question) {
    asked.add(question);
    return new Reading.Counters(question.at(), asked.size(), asked.size());
  }

  private static Reading latest(MetricPoller poller) {
    return poller.latest(ORDERS, PROM, SHOP, CANDIDATE, "1.4.0");
  }

  private void pass(Duration time) {
    steady = steady.plus(time);
    wall = wall.plus(time);
  }

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
  void until_the_first_answer_there_is_nothing_and_one_question_is_under_way() {
    MetricPoller poller = poller(this::counted, waiting::add);
    for (int i = 0; i < 5; i++) {
      assertInstanceOf(Reading.Nothing.class, latest(poller));
      pass(Duration.ofSeconds(1));
    }
    assertEquals(1, waiting.size());
    waiting.remove().run();
    assertInstanceOf(Reading.Counters.class, latest(poller));
  }

  @Test
  void a_question_that_is_overdue_is_an_error_even_where_there_was_an_answer_before() {
    MetricPoller poller = poller(this::counted, waiting::add);
    latest(poller);
    waiting.remove().run();
    pass(Duration.ofSeconds(5));
    assertInstanceOf(Reading.Counters.class, latest(poller));
    pass(Duration.ofMillis(6001));
    Reading.Wrong wrong = assertInstanceOf(Reading.Wrong.class, latest(poller));
    assertTrue(wrong.why().startsWith("SLW-4553 prom has not answered within 5000 ms"), wrong.why());
    assertEquals(1, waiting.size());
    waiting.remove().run();
    assertInstanceOf(Reading.Counters.class, latest(poller));
  }

  @Test
  void a_source_that_throws_or_an_executor_that_is_shut_is_an_error() {
    Reading thrown = latest(poller(q -> { throw new IllegalStateException("planted"); }, Runnable::run));
    assertTrue(assertInstanceOf(Reading.Wrong.class, thrown).why().contains("planted"));
    Reading shut = latest(poller(this::counted, r -> { throw new RejectedExecutionException("shut"); }));
    assertTrue(assertInstanceOf(Reading.Wrong.class, shut).why().startsWith("SLW-4550"));
  }

  @Test
  void releases_and_metrics_are_asked_for_apart() {
    MetricPoller poller = poller(this::counted, Runnable::run);
    latest(poller);
    poller.latest(ORDERS, PROM, SHOP, new ReleaseId("1.3.2-aaaaaaaa"), "1.3.2");
    poller.latest(new Metric("depth", "prom", new Metric.Level("depth")), PROM, SHOP, CANDIDATE, "1.4.0");
    assertEquals(3, asked.size());
  }

  @Test
  void the_questions_under_way_are_bounded() {
    MetricPoller poller = poller(this::counted, waiting::add);
    for (int i = 0; i < 500; i++) {
      assertInstanceOf(Reading.Nothing.class, poller.latest(ORDERS, PROM, SHOP, new ReleaseId("r" + i), "1"));
    }
    assertEquals(64, waiting.size());
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
    poller.latest(ORDERS, PROM, SHOP, new ReleaseId("r499"), "1");
    assertEquals(1, waiting.size());
  }

  @Test
  void what_was_forgotten_is_asked_anew_and_its_late_answer_is_thrown_away() {
    MetricPoller poller = poller(this::counted, waiting::add);
    latest(poller);
    poller.forget(SHOP);
    latest(poller);
    waiting.remove().run();
    assertInstanceOf(Reading.Nothing.class, latest(poller));
    waiting.remove().run();
    assertInstanceOf(Reading.Counters.class, latest(poller));
  }

  @Test
  void a_source_that_hangs_delays_nobody() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    CountDownLatch reached = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      MetricPoller poller = poller(q -> {
        reached.countDown();
        try {
          assertTrue(released.await(50, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return counted(q);
      }, threads);
      // Would not return before the latch opens if it waited.
      assertInstanceOf(Reading.Nothing.class, latest(poller));
      assertTrue(reached.await(50, TimeUnit.SECONDS));
      pass(Duration.ofSeconds(7));
      assertInstanceOf(Reading.Wrong.class, latest(poller));
      released.countDown();
    }
    assertEquals(1, asked.size());
  }
}
