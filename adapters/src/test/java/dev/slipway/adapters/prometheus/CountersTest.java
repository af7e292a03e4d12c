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
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is counted between two looks when things restart, go away and come back, against a real Prometheus. */
@Timeout(120)
@ExtendWith(SharedShop.class)
class CountersTest {
  private final ScrapedShop shop;

  CountersTest(ScrapedShop shop) {
    this.shop = shop;
  }

  @BeforeEach
  void exports_as_usual() throws InterruptedException {
    shop.exportsAsUsual();
  }

  private Reading ofStable() {
    return shop.now(shop.asking.about("1.3.2"), ERRORS);
  }

  private Delta since(Delta.Cursor cursor) {
    return Deltas.since(Optional.of(cursor), Optional.of(ofStable()), shop.now(shop.asking, ERRORS));
  }

  private Delta.Cursor cursor() {
    Delta first = Deltas.since(Optional.empty(), Optional.of(ofStable()), shop.now(shop.asking, ERRORS));
    return assertInstanceOf(Delta.Begun.class, first).cursor();
  }

  /** The first delta of the candidate alone that is no duplicate, once a counter reads what is wanted. */
  private Delta eventuallySince(Optional<Delta.Cursor> cursor, Metric.Count counter, int wanted) throws InterruptedException {
    shop.eventually(shop.asking, counter, "counters " + wanted);
    Predicate<Reading> isNew = r -> !(Deltas.since(cursor, Optional.empty(), r) instanceof Delta.Duplicate);
    return Deltas.since(cursor, Optional.empty(), shop.eventually(shop.asking, counter, isNew, "a later event time"));
  }

  @Test
  void what_was_counted_between_two_looks_is_the_delta() throws Exception {
    Delta.Cursor cursor = cursor();
    shop.stable.exports(lines("1.3.2", 12, 1188));
    shop.candidate.exports(lines("1.4.0", 13, 137));
    shop.eventually(shop.asking.about("1.3.2"), ERRORS, "counters 12");
    shop.eventually(shop.asking, ERRORS, "counters 13");
    Delta.Grown grown = assertInstanceOf(Delta.Grown.class, since(cursor));
    assertEquals(10, grown.candidate().events());
    assertEquals(50, grown.candidate().total());
    assertEquals(200, grown.stable().orElseThrow().total());
  }

  @Test
  void an_exporter_that_starts_anew_leaves_its_interval_out() throws Exception {
    Delta.Cursor cursor = cursor();
    shop.candidate.exports(lines("1.4.0", 0, 5));
    shop.eventually(shop.asking, ERRORS, "counters 0");
    Instant stableAt = cursor.stable().orElseThrow().at();
    Predicate<Reading> isNew = r -> r instanceof Reading.Counters c && c.at().isAfter(stableAt);
    shop.eventually(shop.asking.about("1.3.2"), ERRORS, isNew, "news of stable");
    Delta.Reset reset = assertInstanceOf(Delta.Reset.class, since(cursor));
    assertEquals(5, reset.cursor().candidate().total());
  }

  @Test
  void an_exporter_that_is_down_is_a_gap_at_once_and_neither_a_zero_nor_its_last_word() throws Exception {
    Delta.Cursor before = cursor();
    shop.candidate.goesDown();
    shop.eventually(shop.asking, ERRORS, "nothing");
    assertInstanceOf(Delta.Gap.class, since(before));
  }

  @Test
  void a_restart_that_other_instances_make_up_for_is_left_out_as_well() throws Exception {
    Metric.Count both = new Metric.Count("sum(both_total{version=\"${version}\"})");
    shop.stable.exports("both_total{version=\"1.4.0\"} 1000");
    shop.candidate.exports("both_total{version=\"1.4.0\"} 50");
    Delta.Begun before = assertInstanceOf(Delta.Begun.class, eventuallySince(Optional.empty(), both, 1050));
    shop.stable.exports("both_total{version=\"1.4.0\"} 1090");
    shop.candidate.exports("both_total{version=\"1.4.0\"} 5");
    assertInstanceOf(Delta.Reset.class, eventuallySince(Optional.of(before.cursor()), both, 1095));
  }

  @Test
  void an_instance_that_misses_a_scrape_does_not_come_back_as_new_traffic() throws Exception {
    Metric.Count both = new Metric.Count("sum(missed_total{version=\"${version}\"})");
    shop.stable.exports("missed_total{version=\"1.4.0\"} 1000");
    shop.candidate.exports("missed_total{version=\"1.4.0\"} 50");
    Delta.Begun before = assertInstanceOf(Delta.Begun.class, eventuallySince(Optional.empty(), both, 1050));
    shop.stable.goesDown();
    Delta.Reset down = assertInstanceOf(Delta.Reset.class, eventuallySince(Optional.of(before.cursor()), both, 50));
    shop.stable.exports("missed_total{version=\"1.4.0\"} 1001");
    Delta.Reset back = assertInstanceOf(Delta.Reset.class, eventuallySince(Optional.of(down.cursor()), both, 1051));
    shop.stable.exports("missed_total{version=\"1.4.0\"} 1010");
    assertEquals(9, assertInstanceOf(Delta.Grown.class, eventuallySince(Optional.of(back.cursor()), both, 1060)).candidate().total());
  }

  @Test
  void a_prometheus_that_restarts_is_wrong_while_it_is_away_and_loses_no_count() throws Exception {
    Delta.Cursor cursor = cursor();
    shop.prometheus.stop();
    assertTrue(Asking.said(shop.now(shop.asking, ERRORS)).startsWith("wrong SLW-4513"));
    assertInstanceOf(Delta.Faulty.class, since(cursor));
    shop.stable.exports(lines("1.3.2", 11, 1089));
    shop.candidate.exports(lines("1.4.0", 4, 116));
    shop.prometheus.startAgain();
    shop.eventually(shop.asking.about("1.3.2"), ERRORS, "counters 11");
    shop.eventually(shop.asking, ERRORS, "counters 4");
    assertEquals(20, assertInstanceOf(Delta.Grown.class, since(cursor)).candidate().total());
  }
}
