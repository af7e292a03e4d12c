package dev.slipway.adapters.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.Delta;
import dev.slipway.core.metric.Deltas;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.OpenTelemetryMetrics;
import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.spi.MetricSource;
import dev.slipway.core.spi.MetricSourceContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against Debian's Prometheus, which scrapes a stable 1.3.2 and a candidate 1.4.0. */
@Timeout(120)
class RealPrometheusTest extends MetricSourceContract {
  private static final long PATIENCE_MILLIS = 30_000;
  private static final Metric.Rate ERRORS =
      new Metric.Rate("sum(shop_requests_total{version=\"${version}\",code=~\"5..\"})", "sum(shop_requests_total{version=\"${version}\"})");

  @TempDir static Path folder;
  private static Exporter stable;
  private static Exporter candidate;
  private static RealPrometheus prometheus;
  private static Asking asking;
  private final PrometheusSource source = new PrometheusSource();

  @BeforeAll
  static void starts() throws Exception {
    RealPrometheus.assumeInstalled();
    stable = Exporter.start();
    candidate = Exporter.start();
    prometheus = RealPrometheus.start(folder, List.of(stable, candidate));
    asking = new Asking(prometheus.location(), Duration.ofSeconds(10), "1.4.0");
  }

  @AfterAll
  static void stops() throws Exception {
    if (prometheus != null) {
      prometheus.close();
      stable.close();
      candidate.close();
    }
  }

  @BeforeEach
  void exports_and_is_scraped() throws Exception {
    stable.exports(lines("1.3.2", 10, 990));
    candidate.exports(lines("1.4.0", 3, 97));
    eventually(asking.about("1.3.2"), ERRORS, "counters 10.0/1000.0");
    eventually(asking, ERRORS, "counters 3.0/100.0");
  }

  private static String lines(String version, long bad, long good) {
    return "# TYPE shop_requests_total counter\n"
        + "shop_requests_total{version=\"" + version + "\",code=\"503\"} " + bad + "\n"
        + "shop_requests_total{version=\"" + version + "\",code=\"200\"} " + good + "\n";
  }

  private Reading now(Asking about, Metric.Form form) {
    return source.read(about.of(form, Instant.now()));
  }

  private Reading eventually(Asking about, Metric.Form form, String wanted) throws InterruptedException {
    return eventually(about, form, reading -> Asking.said(reading).startsWith(wanted), wanted);
  }

  private Reading eventually(Asking about, Metric.Form form, Predicate<Reading> good, String wanted) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    Reading reading = now(about, form);
    while (!good.test(reading)) {
      Reading last = reading;
      assertTrue(System.nanoTime() - deadlineNanos < 0, () -> "wanted " + wanted + ", last was " + Asking.said(last));
      Thread.sleep(50);
      reading = now(about, form);
    }
    return reading;
  }

  @Override
  protected MetricSource source() {
    return source;
  }

  @Override
  protected Question measured() {
    // Of a moment whose scrape is over: a sample that is still being written would be in the second answer only.
    return asking.of(ERRORS, assertInstanceOf(Reading.Counters.class, now(asking, ERRORS)).at());
  }

  @Override
  protected Question unmeasured() {
    return asking.about("9.9").of(ERRORS, Instant.now());
  }

  @Override
  protected Question misspelt() {
    return asking.of(new Metric.Count("sum(shop_request_total{version=\"${version}\"})"), Instant.now());
  }

  @Override
  protected Question nowhere() {
    return new Asking("http://127.0.0.1:1", Duration.ofSeconds(5), "1.4.0").of(ERRORS, Instant.now());
  }

  private Delta since(Delta.Cursor cursor) {
    return Deltas.since(Optional.of(cursor), Optional.of(now(asking.about("1.3.2"), ERRORS)), now(asking, ERRORS));
  }

  private Delta.Cursor cursor() {
    return assertInstanceOf(
        Delta.Begun.class, Deltas.since(Optional.empty(), Optional.of(now(asking.about("1.3.2"), ERRORS)), now(asking, ERRORS))).cursor();
  }

  @Test
  void the_event_time_is_that_of_the_scrape_and_moves_on_with_the_next() throws Exception {
    Instant first = assertInstanceOf(Reading.Counters.class, now(asking, ERRORS)).at();
    Instant asked = first.plusMillis(20);
    assertEquals(first, assertInstanceOf(Reading.Counters.class, source.read(asking.of(ERRORS, asked))).at());
    eventually(asking, ERRORS, r -> r instanceof Reading.Counters c && c.at().isAfter(first), "a later event time");
  }

  @Test
  void samples_that_lag_behind_are_told_from_fresh_ones_and_add_nothing_twice() throws Exception {
    long lateMillis = System.currentTimeMillis() - 60_000;
    candidate.exports("late_total{version=\"1.4.0\"} 500 " + lateMillis);
    Metric.Count late = new Metric.Count("sum(late_total{version=\"${version}\"})");
    Reading first = eventually(asking, late, "counters 500");
    Thread.sleep(300);
    Reading second = now(asking, late);
    assertEquals(Instant.ofEpochMilli(lateMillis), assertInstanceOf(Reading.Counters.class, first).at());
    Delta.Begun begun = assertInstanceOf(Delta.Begun.class, Deltas.since(Optional.empty(), Optional.empty(), first));
    assertEquals(new Delta.Duplicate(), Deltas.since(Optional.of(begun.cursor()), Optional.empty(), second));
  }

  @Test
  void a_sum_is_as_old_as_its_oldest_part() throws Exception {
    long lateMillis = System.currentTimeMillis() - 30_000;
    candidate.exports("part_total{version=\"1.4.0\",i=\"1\"} 5 " + lateMillis + "\npart_total{version=\"1.4.0\",i=\"2\"} 6");
    Reading reading = eventually(asking, new Metric.Count("sum(part_total{version=\"${version}\"})"), "counters 11");
    assertEquals(Instant.ofEpochMilli(lateMillis), assertInstanceOf(Reading.Counters.class, reading).at());
  }

  @Test
  void what_was_counted_between_two_looks_is_the_delta() throws Exception {
    Delta.Cursor cursor = cursor();
    stable.exports(lines("1.3.2", 12, 1188));
    candidate.exports(lines("1.4.0", 13, 137));
    eventually(asking.about("1.3.2"), ERRORS, "counters 12");
    eventually(asking, ERRORS, "counters 13");
    Delta.Grown grown = assertInstanceOf(Delta.Grown.class, since(cursor));
    assertEquals(10, grown.candidate().events());
    assertEquals(50, grown.candidate().total());
    assertEquals(200, grown.stable().orElseThrow().total());
  }

  @Test
  void an_exporter_that_starts_anew_leaves_its_interval_out() throws Exception {
    Delta.Cursor cursor = cursor();
    candidate.exports(lines("1.4.0", 0, 5));
    eventually(asking, ERRORS, "counters 0");
    Instant stableAt = cursor.stable().orElseThrow().at();
    eventually(asking.about("1.3.2"), ERRORS, r -> r instanceof Reading.Counters c && c.at().isAfter(stableAt), "news of stable");
    Delta.Reset reset = assertInstanceOf(Delta.Reset.class, since(cursor));
    assertEquals(5, reset.cursor().candidate().total());
  }

  @Test
  void an_exporter_that_is_down_is_a_gap_at_once_and_neither_a_zero_nor_its_last_word() throws Exception {
    candidate.goesDown();
    eventually(asking, ERRORS, "nothing");
    Delta.Cursor before = new Delta.Cursor(
        Optional.of(assertInstanceOf(Reading.Counters.class, now(asking.about("1.3.2"), ERRORS))), new Reading.Counters(Instant.EPOCH, 3, 100));
    assertInstanceOf(Delta.Gap.class, since(before));
  }

  /** The first delta of the candidate alone that is no duplicate, once a counter reads what is wanted. */
  private Delta eventuallySince(Optional<Delta.Cursor> cursor, Metric.Count counter, int wanted) throws InterruptedException {
    eventually(asking, counter, "counters " + wanted);
    Predicate<Reading> isNew = r -> !(Deltas.since(cursor, Optional.empty(), r) instanceof Delta.Duplicate);
    return Deltas.since(cursor, Optional.empty(), eventually(asking, counter, isNew, "a later event time"));
  }

  @Test
  void a_restart_that_other_instances_make_up_for_is_left_out_as_well() throws Exception {
    Metric.Count both = new Metric.Count("sum(both_total{version=\"${version}\"})");
    stable.exports("both_total{version=\"1.4.0\"} 1000");
    candidate.exports("both_total{version=\"1.4.0\"} 50");
    Delta.Begun before = assertInstanceOf(Delta.Begun.class, eventuallySince(Optional.empty(), both, 1050));
    stable.exports("both_total{version=\"1.4.0\"} 1090");
    candidate.exports("both_total{version=\"1.4.0\"} 5");
    assertInstanceOf(Delta.Reset.class, eventuallySince(Optional.of(before.cursor()), both, 1095));
  }

  @Test
  void an_instance_that_misses_a_scrape_does_not_come_back_as_new_traffic() throws Exception {
    Metric.Count both = new Metric.Count("sum(missed_total{version=\"${version}\"})");
    stable.exports("missed_total{version=\"1.4.0\"} 1000");
    candidate.exports("missed_total{version=\"1.4.0\"} 50");
    Delta.Begun before = assertInstanceOf(Delta.Begun.class, eventuallySince(Optional.empty(), both, 1050));
    stable.goesDown();
    Delta.Reset down = assertInstanceOf(Delta.Reset.class, eventuallySince(Optional.of(before.cursor()), both, 50));
    stable.exports("missed_total{version=\"1.4.0\"} 1001");
    Delta.Reset back = assertInstanceOf(Delta.Reset.class, eventuallySince(Optional.of(down.cursor()), both, 1051));
    stable.exports("missed_total{version=\"1.4.0\"} 1010");
    assertEquals(9, assertInstanceOf(Delta.Grown.class, eventuallySince(Optional.of(back.cursor()), both, 1060)).candidate().total());
  }

  @Test
  void a_prometheus_that_restarts_is_wrong_while_it_is_away_and_loses_no_count() throws Exception {
    Delta.Cursor cursor = cursor();
    prometheus.stop();
    assertTrue(Asking.said(now(asking, ERRORS)).startsWith("wrong SLW-4513"));
    assertInstanceOf(Delta.Faulty.class, since(cursor));
    stable.exports(lines("1.3.2", 11, 1089));
    candidate.exports(lines("1.4.0", 4, 116));
    prometheus.startAgain();
    eventually(asking.about("1.3.2"), ERRORS, "counters 11");
    eventually(asking, ERRORS, "counters 4");
    assertEquals(20, assertInstanceOf(Delta.Grown.class, since(cursor)).candidate().total());
  }

  @Test
  void a_candidate_without_a_failure_yet_has_no_failures_where_every_name_is_right() throws Exception {
    candidate.exports("shop_requests_total{version=\"1.4.0\",code=\"200\"} 97");
    eventually(asking, ERRORS, "counters 0.0/97.0");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      sum(shop_requests_totl{version="${version}"})                         | unknown SLW-4507 | did you mean shop_requests_total?
      sum(zebra{version="${version}"})                                      | unknown SLW-4507 | nothing there has a name like it
      sum(shop_requests_total{versoin="${version}"})                        | unknown SLW-4508 | did you mean version?
      sum(shop_requests_total{version="${version}",cod="503"})              | unknown SLW-4508 | did you mean code?
      sum(shop_requests_totl{version="${version}"}) or vector(0)            | unknown SLW-4507 | did you mean shop_requests_total?
      sum(shop_requests_total{version="${version}"}) or sum(zebra)          | unknown SLW-4507 | zebra
      sum(shop_requests_total{version="${version}"}                         | unknown SLW-4506 | parse error
      summ(shop_requests_total{version="${version}"})                       | unknown SLW-4506 | unknown function
      shop_requests_total{version="${version}"}[5m]                         | unknown SLW-4506 | gives a matrix
      scalar(shop_requests_total{version="${version}"})                     | unknown SLW-4506 | gives a scalar
      sum(rate(shop_requests_total{version="${version}"}[5m]))              | unknown SLW-4509 | leave rate and its range out
      sum(shop_requests_total{version="${version}"} offset 1m)              | unknown SLW-4504 | another time
      sum(shop_requests_total)                                              | unknown SLW-4502 | which release
      shop_requests_total{version="${version}"}                             | wrong SLW-4521   | 2 series
      sum(shop_requests_total{version="${version}"}) / 0                    | wrong SLW-4523   | +Inf
      0 * sum(shop_requests_total{version="${version}"}) / 0                | wrong SLW-4523   | NaN
      -sum(shop_requests_total{version="${version}"})                       | wrong SLW-4524   | cannot be
      sum(shop_requests_total{version="v${version}"})                       | nothing          | asked to be v1.4.0, and has been 1.3.2, 1.4.0
      sum(shop_requests_total{version="9"} or shop_requests_total{version="x${version}"}) or vector(0) | nothing | no series
      label_replace(sum by (version) (shop_requests_total{version="${version}"}), "version", "1.3.2", "", "") | wrong SLW-4522 | the answer is for 1.3.2
      sum by (version) (shop_requests_total{version="${version}"})          | counters 100     | ''
      """)
  void every_other_answer_is_told_apart_from_a_measurement(String expression, String wanted, String said) throws Exception {
    String heard = Asking.said(now(asking, new Metric.Count(expression)));
    assertTrue(heard.startsWith(wanted) && heard.contains(said), heard);
  }

  @Test
  void a_misspelt_label_of_failures_is_no_candidate_without_failures() {
    Metric.Rate misspelt = new Metric.Rate("sum(shop_requests_total{version=\"${version}\",status=~\"5..\"})", ERRORS.total());
    String said = Asking.said(now(asking, misspelt));
    assertTrue(said.startsWith("unknown SLW-4508 no series of") && said.contains("label status"), said);
  }

  @Test
  void failures_are_never_counted_without_their_total() throws Exception {
    AtomicLong requests = new AtomicLong(1000);
    candidate.exports(() -> lines("1.4.0", requests.addAndGet(1000), 0));
    eventually(asking, ERRORS, r -> r instanceof Reading.Counters c && c.total() > 1000 && c.events() == c.total(), "only failures");
    for (int i = 0; i < 200; i++) {
      Reading.Counters counters = assertInstanceOf(Reading.Counters.class, now(asking, ERRORS));
      assertEquals(counters.total(), counters.events());
    }
  }

  @Test
  void versions_with_strange_letters_are_asked_for_exactly() throws Exception {
    candidate.exports("odd_total{version=\"1.4.0+b\\\"\\\\x\"} 7\nodd_total{version=\"1x4.0+b\"} 9");
    Asking odd = asking.about("1.4.0");
    Question question = odd.of(new Metric.Count("sum(odd_total{version=\"${version}\"})"), Instant.now());
    eventually(odd, new Metric.Count("sum(odd_total) + 0 * count(odd_total{version!=\"${version}\",version=~\"${version}.*\"})"), "counters 16");
    for (String match : List.of("=", "=~")) {
      Metric metric = new Metric("odd", "prom", new Metric.Count("sum(odd_total{version" + match + "\"${version}\"})"));
      Question exact = new Question(metric, question.source(), question.target(), question.release(), "1.4.0+b\"\\x", Instant.now());
      assertEquals("counters 7.0/7.0", Asking.said(source.read(exact)));
    }
  }

  @Test
  void opentelemetrys_names_give_an_error_rate_and_a_latency() throws Exception {
    String labels = "{service_name=\"shop\",service_version=\"1.4.0\",http_response_status_code=\"";
    String name = "http_server_request_duration_seconds";
    AtomicLong served = new AtomicLong();
    candidate.exports(() -> {
      long n = served.addAndGet(40);
      return name + "_count" + labels + "500\"} " + n + "\n" + name + "_count" + labels + "200\"} " + 3 * n + "\n"
          + name + "_bucket" + labels + "200\",le=\"0.1\"} " + 2 * n + "\n" + name + "_bucket" + labels + "200\",le=\"0.2\"} " + 3 * n + "\n"
          + name + "_bucket" + labels + "200\",le=\"+Inf\"} " + 3 * n + "\n";
    });
    Reading errors = eventually(asking, OpenTelemetryMetrics.DEFAULT.errorRate(), r -> r instanceof Reading.Counters, "counters");
    Reading.Counters counters = (Reading.Counters) errors;
    assertEquals(counters.total(), 4 * counters.events());
    Metric.Level p95 = OpenTelemetryMetrics.DEFAULT.latencyMillis(0.95);
    Reading.Level level = (Reading.Level) eventually(asking, p95, r -> r instanceof Reading.Level, "level");
    assertEquals(185, level.value(), 0.5);
    String still = name + "_bucket{service_name=\"shop\",service_version=\"1.5.0\",le=";
    candidate.exports(still + "\"0.1\"} 0\n" + still + "\"+Inf\"} 0");
    eventually(asking.about("1.5.0"), new Metric.Level(p95.expression().replace(" >= 0", "")), "wrong SLW-4523");
    assertTrue(Asking.said(now(asking.about("1.5.0"), p95)).startsWith("nothing"));
  }
}
