package dev.slipway.adapters.prometheus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A stable 1.3.2 and a candidate 1.4.0 that export what the test says, scraped by Debian's Prometheus. */
final class ScrapedShop implements AutoCloseable {
  static final Metric.Rate ERRORS =
      new Metric.Rate("sum(shop_requests_total{version=\"${version}\",code=~\"5..\"})", "sum(shop_requests_total{version=\"${version}\"})");
  private static final long PATIENCE_MILLIS = 30_000;

  final PrometheusSource source = new PrometheusSource();
  final Exporter stable;
  final Exporter candidate;
  final RealPrometheus prometheus;
  final Asking asking;

  private ScrapedShop(Exporter stable, Exporter candidate, RealPrometheus prometheus) {
    this.stable = stable;
    this.candidate = candidate;
    this.prometheus = prometheus;
    this.asking = new Asking(prometheus.location(), Duration.ofSeconds(10), "1.4.0");
  }

  static ScrapedShop open() {
    try {
      Path folder = Files.createTempDirectory("slipway-prometheus");
      Exporter stable = Exporter.start();
      Exporter candidate = Exporter.start();
      return new ScrapedShop(stable, candidate, RealPrometheus.start(folder, List.of(stable, candidate)));
    } catch (IOException e) {
      throw new IllegalStateException("the shop cannot be opened", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the shop was opened", e);
    }
  }

  /** What every test begins with: 10 failures out of 1000 of stable's requests, 3 out of 100 of the candidate's. */
  void exportsAsUsual() throws InterruptedException {
    stable.exports(lines("1.3.2", 10, 990));
    candidate.exports(lines("1.4.0", 3, 97));
    eventually(asking.about("1.3.2"), ERRORS, "counters 10.0/1000.0");
    eventually(asking, ERRORS, "counters 3.0/100.0");
  }

  static String lines(String version, long bad, long good) {
    return "# TYPE shop_requests_total counter\n"
        + "shop_requests_total{version=\"" + version + "\",code=\"503\"} " + bad + "\n"
        + "shop_requests_total{version=\"" + version + "\",code=\"200\"} " + good + "\n";
  }

  Reading now(Asking about, Metric.Form form) {
    return source.read(about.of(form, Instant.now()));
  }

  Reading eventually(Asking about, Metric.Form form, String wanted) throws InterruptedException {
    return eventually(about, form, reading -> Asking.said(reading).startsWith(wanted), wanted);
  }

  Reading eventually(Asking about, Metric.Form form, Predicate<Reading> good, String wanted) throws InterruptedException {
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
  public void close() throws InterruptedException, IOException {
    prometheus.close();
    stable.close();
    candidate.close();
  }
}
