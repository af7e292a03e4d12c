package dev.slipway.adapters.prometheus;

import static dev.slipway.adapters.prometheus.ScrapedShop.ERRORS;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.spi.MetricSource;
import dev.slipway.core.spi.MetricSourceContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The seam's contract, against a real Prometheus. */
@Timeout(120)
@ExtendWith(SharedShop.class)
class PrometheusContractTest extends MetricSourceContract {
  private final ScrapedShop shop;

  PrometheusContractTest(ScrapedShop shop) {
    this.shop = shop;
  }

  @BeforeEach
  void exports_as_usual() throws InterruptedException {
    shop.exportsAsUsual();
  }

  @Override
  protected MetricSource source() {
    return shop.source;
  }

  @Override
  protected Question measured() {
    // Of a moment whose scrape is over: a sample that is still being written would be in the second answer only.
    return shop.asking.of(ERRORS, assertInstanceOf(Reading.Counters.class, shop.now(shop.asking, ERRORS)).at());
  }

  @Override
  protected Question unmeasured() {
    return shop.asking.about("9.9").of(ERRORS, Instant.now());
  }

  @Override
  protected Question misspelt() {
    return shop.asking.of(new Metric.Count("sum(shop_request_total{version=\"${version}\"})"), Instant.now());
  }

  @Override
  protected Question nowhere() {
    return new Asking("http://127.0.0.1:1", Duration.ofSeconds(5), "1.4.0").of(ERRORS, Instant.now());
  }
}
