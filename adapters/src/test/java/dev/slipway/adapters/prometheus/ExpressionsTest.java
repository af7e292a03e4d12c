package dev.slipway.adapters.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.OpenTelemetryMetrics;
import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.Reading;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real Prometheus says to expressions, right ones and wrong ones. */
@Timeout(120)
@ExtendWith(SharedShop.class)
class ExpressionsTest {
  private final ScrapedShop shop;

  ExpressionsTest(ScrapedShop shop) {
    this.shop = shop;
  }

  @BeforeEach
  void exports_as_usual() throws InterruptedException {
    shop.exportsAsUsual();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      sum(shop_request_total{version="${version}"}) | unknown SLW-4507 | did you mean shop_requests_total?
      sum(zebra{version="${version}"}) | unknown SLW-4507 | nothing there has a name like it
      sum(shop_requests_total{versoin="${version}"}) | unknown SLW-4508 | did you mean version?
      sum(shop_requests_total{version="${version}",cod="503"}) | unknown SLW-4508 | did you mean code?
      sum(shop_request_total{version="${version}"}) or vector(0) | unknown SLW-4507 | did you mean shop_requests_total?
      sum(shop_requests_total{version="${version}"}) or sum(zebra) | unknown SLW-4507 | zebra
      sum(shop_requests_total{version="${version}"} | unknown SLW-4506 | parse error
      summ(shop_requests_total{version="${version}"}) | unknown SLW-4506 | unknown function
      shop_requests_total{version="${version}"}[5m] | unknown SLW-4506 | gives a matrix
      scalar(shop_requests_total{version="${version}"}) | unknown SLW-4506 | gives a scalar
      sum(rate(shop_requests_total{version="${version}"}[5m])) | unknown SLW-4509 | leave rate and its range out
      sum(shop_requests_total{version="${version}"} offset 1m) | unknown SLW-4504 | another time
      sum(shop_requests_total) | unknown SLW-4502 | which release
      shop_requests_total{version="${version}"} | wrong SLW-4521 | 2 series
      sum(shop_requests_total{version="${version}"}) / 0 | wrong SLW-4523 | +Inf
      0 * sum(shop_requests_total{version="${version}"}) / 0 | wrong SLW-4523 | NaN
      -sum(shop_requests_total{version="${version}"}) | wrong SLW-4524 | cannot be
      sum(shop_requests_total{version="v${version}"}) | nothing | asked to be v1.4.0, and has been 1.3.2, 1.4.0
      sum(shop_requests_total{version="x${version}"}) or vector(0) | nothing | no series
      label_replace(shop_requests_total{version="${version}",code="200"}, "version", "1.3", "", "") | wrong SLW-4522 | the answer is for 1.3
      sum by (version) (shop_requests_total{version="${version}"}) | counters 100 | ''
      """)
  void every_other_answer_is_told_apart_from_a_measurement(String expression, String wanted, String said) throws Exception {
    String heard = Asking.said(shop.now(shop.asking, new Metric.Count(expression)));
    assertTrue(heard.startsWith(wanted) && heard.contains(said), heard);
  }

  @Test
  void versions_with_strange_letters_are_asked_for_exactly() throws Exception {
    shop.candidate.exports("odd_total{version=\"1.4.0+b\\\"\\\\x\"} 7\nodd_total{version=\"1x4.0+b\"} 9");
    Asking odd = shop.asking.about("1.4.0");
    Question question = odd.of(new Metric.Count("sum(odd_total{version=\"${version}\"})"), Instant.now());
    String both = "sum(odd_total) + 0 * count(odd_total{version!=\"${version}\",version=~\"${version}.*\"})";
    shop.eventually(odd, new Metric.Count(both), "counters 16");
    for (String match : List.of("=", "=~")) {
      Metric metric = new Metric("odd", "prom", new Metric.Count("sum(odd_total{version" + match + "\"${version}\"})"));
      Question exact = new Question(metric, question.source(), question.target(), question.release(), "1.4.0+b\"\\x", Instant.now());
      assertEquals("counters 7.0/7.0", Asking.said(shop.source.read(exact)));
    }
  }

  @Test
  void opentelemetrys_names_give_an_error_rate_and_a_latency() throws Exception {
    String labels = "{service_name=\"shop\",service_version=\"1.4.0\",http_response_status_code=\"";
    String name = "http_server_request_duration_seconds";
    AtomicLong served = new AtomicLong();
    shop.candidate.exports(() -> {
      long n = served.addAndGet(40);
      return name + "_count" + labels + "500\"} " + n + "\n" + name + "_count" + labels + "200\"} " + 3 * n + "\n"
          + name + "_bucket" + labels + "200\",le=\"0.1\"} " + 2 * n + "\n"
          + name + "_bucket" + labels + "200\",le=\"0.2\"} " + 3 * n + "\n"
          + name + "_bucket" + labels + "200\",le=\"+Inf\"} " + 3 * n + "\n";
    });
    Reading errors = shop.eventually(shop.asking, OpenTelemetryMetrics.DEFAULT.errorRate(), r -> r instanceof Reading.Counters, "counters");
    Reading.Counters counters = (Reading.Counters) errors;
    assertEquals(counters.total(), 4 * counters.events());
    Metric.Level p95 = OpenTelemetryMetrics.DEFAULT.latencyMillis(0.95);
    Reading.Level level = (Reading.Level) shop.eventually(shop.asking, p95, r -> r instanceof Reading.Level, "level");
    assertEquals(185, level.value(), 0.5);
    String still = name + "_bucket{service_name=\"shop\",service_version=\"1.5.0\",le=";
    shop.candidate.exports(still + "\"0.1\"} 0\n" + still + "\"+Inf\"} 0");
    shop.eventually(shop.asking.about("1.5.0"), new Metric.Level(p95.expression().replace(" >= 0", "")), "wrong SLW-4523");
    assertTrue(Asking.said(shop.now(shop.asking.about("1.5.0"), p95)).startsWith("nothing"));
  }
}
