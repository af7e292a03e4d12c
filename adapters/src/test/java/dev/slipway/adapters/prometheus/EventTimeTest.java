package dev.slipway.adapters.prometheus;

import static dev.slipway.adapters.prometheus.ScrapedShop.ERRORS;
import static dev.slipway.adapters.prometheus.ScrapedShop.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.Delta;
import dev.slipway.core.metric.Deltas;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Reading;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** When a measurement is from, and what no failure means, against a real Prometheus. */
@Timeout(120)
@ExtendWith(SharedShop.class)
class EventTimeTest {
  private final ScrapedShop shop;

  EventTimeTest(ScrapedShop shop) {
    this.shop = shop;
  }

  @BeforeEach
  void exports_as_usual() throws InterruptedException {
    shop.exportsAsUsual();
  }

  @Test
  void the_event_time_is_that_of_the_scrape_and_moves_on_with_the_next() throws Exception {
    Instant first = assertInstanceOf(Reading.Counters.class, shop.now(shop.asking, ERRORS)).at();
    Instant asked = first.plusMillis(20);
    assertEquals(first, assertInstanceOf(Reading.Counters.class, shop.source.read(shop.asking.of(ERRORS, asked))).at());
    shop.eventually(shop.asking, ERRORS, r -> r instanceof Reading.Counters c && c.at().isAfter(first), "a later event time");
  }

  @Test
  void samples_that_lag_behind_are_told_from_fresh_ones_and_add_nothing_twice() throws Exception {
    long lateMillis = System.currentTimeMillis() - 60_000;
    shop.candidate.exports("late_total{version=\"1.4.0\"} 500 " + lateMillis);
    Metric.Count late = new Metric.Count("sum(late_total{version=\"${version}\"})");
    Reading first = shop.eventually(shop.asking, late, "counters 500");
    Thread.sleep(300);
    Reading second = shop.now(shop.asking, late);
    assertEquals(Instant.ofEpochMilli(lateMillis), assertInstanceOf(Reading.Counters.class, first).at());
    Delta.Begun begun = assertInstanceOf(Delta.Begun.class, Deltas.since(Optional.empty(), Optional.empty(), first));
    assertEquals(new Delta.Duplicate(), Deltas.since(Optional.of(begun.cursor()), Optional.empty(), second));
  }

  @Test
  void a_sum_is_as_old_as_its_oldest_part() throws Exception {
    long lateMillis = System.currentTimeMillis() - 30_000;
    shop.candidate.exports("part_total{version=\"1.4.0\",i=\"1\"} 5 " + lateMillis + "\npart_total{version=\"1.4.0\",i=\"2\"} 6");
    Reading reading = shop.eventually(shop.asking, new Metric.Count("sum(part_total{version=\"${version}\"})"), "counters 11");
    assertEquals(Instant.ofEpochMilli(lateMillis), assertInstanceOf(Reading.Counters.class, reading).at());
  }

  @Test
  void a_candidate_without_a_failure_yet_has_no_failures_where_every_name_is_right() throws Exception {
    shop.candidate.exports("shop_requests_total{version=\"1.4.0\",code=\"200\"} 97");
    shop.eventually(shop.asking, ERRORS, "counters 0.0/97.0");
  }

  @Test
  void a_misspelt_label_of_failures_is_no_candidate_without_failures() {
    Metric.Rate misspelt = new Metric.Rate("sum(shop_requests_total{version=\"${version}\",status=~\"5..\"})", ERRORS.total());
    String said = Asking.said(shop.now(shop.asking, misspelt));
    assertTrue(said.startsWith("unknown SLW-4508 no series of") && said.contains("label status"), said);
  }

  @Test
  void failures_are_never_counted_without_their_total() throws Exception {
    AtomicLong requests = new AtomicLong(1000);
    shop.candidate.exports(() -> lines("1.4.0", requests.addAndGet(1000), 0));
    Predicate<Reading> onlyFailures = r -> r instanceof Reading.Counters c && c.total() > 1000 && c.events() == c.total();
    shop.eventually(shop.asking, ERRORS, onlyFailures, "only failures");
    for (int i = 0; i < 200; i++) {
      Reading.Counters counters = assertInstanceOf(Reading.Counters.class, shop.now(shop.asking, ERRORS));
      assertEquals(counters.total(), counters.events());
    }
  }
}
