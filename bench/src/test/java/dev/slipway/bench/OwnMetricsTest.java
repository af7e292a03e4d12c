package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.adapters.prometheus.Exporter;
import dev.slipway.adapters.prometheus.RealPrometheus;
import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import dev.slipway.cli.CliException;
import dev.slipway.cli.client.Api;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Candidates judged by what the user's own systems measured, with real programs from end to end. */
@Tag("long")
@ExtendWith(SharedRig.class)
class OwnMetricsTest {
  private static final String STABLE = "1.0.0";
  private static final String CANDIDATE = "1.1.0";
  private static final String EXPRESSIONS =
      "{ bad: 'sum(checkout_failed_total{version=\"${version}\"})', total: 'sum(checkout_total{version=\"${version}\"})' }";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static ServiceFile judged(Target target, String bake, String source, String name, String metric) {
    return target.shop().strategy(Strategies.canary("50%, 100%", bake)).with("judge", "evidence")
        .with("metrics", "{ sources: { mine: { " + source + " } }, " + name + ": " + metric + " }");
  }

  private static void stable(Target target) {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), STABLE);
  }

  @Test
  void a_misspelt_metric_is_refused_before_anything_is_started_and_the_right_name_is_told(Rig rig, Target target) {
    stable(target);
    rig.workspace().write("measured.csv", "time,release,metric,events,total\n0,1.0.0,checkout-errors,3,1200\n");
    ServiceFile file = judged(target, "30s", "csv: measured.csv", "chekout-errors", "rate");
    JsonNode before = target.status();
    Program.Ended deploy = rig.program().run("deploy", "-f", target.write(file).toString(), target.environment(), CANDIDATE);
    assertEquals(2, deploy.exit(), deploy::said);
    assertTrue(deploy.err().contains("SLW-2044"), deploy::said);
    assertTrue(deploy.err().contains("did you mean checkout-errors?"), deploy::said);
    assertFalse(target.status().has("rollout"), () -> target.status().toString());
    assertEquals(before.path("instances").size(), target.status().path("instances").size());
    assertEquals(1, Journal.of(target).ofType("rollout-started").size());
  }

  /** Of 500 checkouts a second on either side two fail of stable's, and a hundred of the candidate's. */
  private static String page(long sinceNanos) {
    double seconds = (System.nanoTime() - sinceNanos) / 1e9;
    return "# TYPE checkout_total counter\n# TYPE checkout_failed_total counter\n" + lines(STABLE, seconds, 2)
        + lines(CANDIDATE, seconds, 100);
  }

  private static String lines(String version, double seconds, int failed) {
    return "checkout_failed_total{version=\"" + version + "\"} " + (long) (failed * seconds) + "\n"
        + "checkout_total{version=\"" + version + "\"} " + (long) (500 * seconds) + "\n";
  }

  @Test
  void a_candidate_whose_checkouts_fail_goes_back_although_the_router_sees_no_error_at_all(Rig rig, Target target) throws Exception {
    RealPrometheus.assumeInstalled();
    stable(target);
    long start = System.nanoTime();
    try (Exporter exporter = Exporter.start()) {
      exporter.exports(() -> page(start));
      try (RealPrometheus prometheus = RealPrometheus.start(Files.createTempDirectory("slw-prometheus"), List.of(exporter));
          LightLoad load = LightLoad.on(target)) {
        ServiceFile file = judged(target, "60s", "prometheus: \"" + prometheus.location() + "\", lag: 1s", "checkout-errors", EXPRESSIONS);
        assertTrue(Wait.until(PATIENCE, 200, () -> planned(target, file)), "the metric never came to be known");
        Program.Ended deploy = rig.program().run("deploy", "-f", target.write(file).toString(), target.environment(), CANDIDATE);
        load.nothingLost();
        assertEquals(1, deploy.exit(), deploy::said);
        assertTrue(deploy.out().contains("goes back by verdict: checkout-errors: the candidate's is more than 1.2× stable's"),
            deploy::said);
        assertTrue(deploy.out().contains("wrong at most 1 time in 1000"), deploy::said);
      }
    }
    JsonNode told = Api.JSON.readTree(rig.program().run("audit", "explain", "last", target.name(), "--json").out());
    assertEquals("failing", told.path("verdict").asText(), told::toString);
    assertTrue(told.path("same").asBoolean(), told::toString);
    assertEquals(0, told.at("/batches/candidate/errors").asInt(-1), told::toString);
    assertTrue(told.at("/batches/candidate/requests").asInt() > 0, told::toString);
    assertEquals(STABLE, target.stableVersion());
  }

  /** Unknown to Prometheus until it has been scraped once, and for as long as the lag after that. */
  private static boolean planned(Target target, ServiceFile file) {
    try {
      return target.plan(file, CANDIDATE).isObject();
    } catch (CliException unknown) {
      assertTrue(unknown.said().contains("SLW-2044"), unknown::said);
      return false;
    }
  }

  @Test
  void a_source_that_hangs_holds_the_rollout_and_delays_no_abort(Rig rig, Target target) throws Exception {
    stable(target);
    CountDownLatch over = new CountDownLatch(1);
    HttpServer hanging = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    hanging.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    hanging.createContext("/", exchange -> {
      try (exchange) {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    hanging.start();
    try (LightLoad load = LightLoad.on(target)) {
      String source = "prometheus: \"http://127.0.0.1:" + hanging.getAddress().getPort() + "\", timeout: 500ms, lag: 0s";
      long rollout = target.deploy(judged(target, "5s", source, "checkout-errors", EXPRESSIONS), CANDIDATE).path("rollout").asLong();
      target.awaitPhase("holding");
      assertEquals(50, target.status().at("/rollout/weight").asInt());
      Program.Ended why = rig.program().run("audit", "explain", "last", target.name());
      assertTrue(why.out().contains("verdict: error"), why::said);
      assertTrue(why.out().contains("checkout-errors: candidate: SLW-4510"), why::said);
      long asked = System.nanoTime();
      target.command("abort");
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
      assertTrue(millis < 1_000, () -> "the abort was answered after " + millis + " ms");
      assertEquals("rolled-back", target.awaitEnd(rollout).path("outcome").asText());
      load.nothingLost();
    } finally {
      over.countDown();
      hanging.stop(0);
    }
    assertEquals(STABLE, target.stableVersion());
  }
}
