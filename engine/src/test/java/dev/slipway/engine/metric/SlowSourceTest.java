package dev.slipway.engine.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.Reading;
import dev.slipway.core.release.ReleaseId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a source that answers late, never, or with an exception. */
@Timeout(60)
class SlowSourceTest extends PolledSource {

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
