package dev.slipway.server.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.prometheus.Exporter;
import dev.slipway.adapters.prometheus.PrometheusSource;
import dev.slipway.adapters.prometheus.RealPrometheus;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.objective.Measured;
import dev.slipway.core.objective.Objective;
import dev.slipway.core.objective.Objectives;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.engine.store.Examples;
import dev.slipway.engine.store.SqliteStore;
import dev.slipway.server.objective.ObjectivesView.OfObjective;
import dev.slipway.server.problem.Refused;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An objective over a metric of the team's own, which a real Prometheus scrapes of a service in which one checkout of ten fails. */
@Timeout(120)
class MeasuredObjectivesTest {
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final int MOST_LOOKS = 300;
  private static final Metric CHECKOUT = new Metric("checkout-errors", "prom",
      new Metric.Rate("sum(checkout_failed_total{version=\"${version}\"})", "sum(checkout_total{version=\"${version}\"})"));

  @TempDir Path home;

  @BeforeAll
  static void with_a_prometheus() {
    RealPrometheus.assumeInstalled();
  }

  private static String lines(long scrapes) {
    return "checkout_total{version=\"1.0\"} " + 10 * scrapes + "\ncheckout_failed_total{version=\"1.0\"} " + scrapes + "\n";
  }

  private static Objectives objectives(RealPrometheus prometheus) {
    SourceSpec source = new SourceSpec("prom", SourceSpec.Kind.PROMETHEUS, prometheus.location(), Duration.ofSeconds(2), STEP);
    return new Objectives(List.of(new Objective(Optional.empty(), new BigDecimal("95"), Duration.ofDays(1),
        Optional.of(new Measured(CHECKOUT, source)))), Objectives.Spent.REFUSE);
  }

  private static TargetState serving(TargetId target) {
    return new TargetState(target, Optional.empty(), Optional.of(Examples.release("1.0")), Optional.empty(), Optional.empty(),
        Optional.empty(), 1, List.of());
  }

  private static OfObjective eventually(ObjectiveService service, Predicate<OfObjective> wanted) throws InterruptedException {
    OfObjective last = service.view(t -> true).targets().getFirst().objectives().getFirst();
    for (int look = 0; look < MOST_LOOKS && !wanted.test(last); look++) {
      Thread.sleep(50);
      service.follow();
      last = service.view(t -> true).targets().getFirst().objectives().getFirst();
    }
    assertTrue(wanted.test(last), last::toString);
    return last;
  }

  private static boolean says(OfObjective objective, String trouble) {
    return objective.trouble().filter(t -> t.contains(trouble)).isPresent();
  }

  @Test
  void it_has_a_budget_that_closes_the_gate_and_what_nobody_knows_is_neither_good_nor_bad() throws IOException, InterruptedException {
    AtomicLong scrapes = new AtomicLong();
    try (Exporter shop = Exporter.start();
        RealPrometheus prometheus = RealPrometheus.start(Files.createTempDirectory("slipway-objectives"), List.of(shop));
        SqliteStore store = SqliteStore.open(home.resolve("slipway.db"), InstantSource.system())) {
      shop.exports(() -> lines(scrapes.incrementAndGet()));
      ObjectiveService service = new ObjectiveService(store.levels(), t -> Optional.empty(), new MetricFollower(store.levels(),
          new PrometheusSource(), MeasuredObjectivesTest::serving, InstantSource.system(), STEP), InstantSource.system());
      Optional<Objectives> expected = Optional.of(objectives(prometheus));
      service.expect(Examples.SHOP, expected);

      OfObjective spent = eventually(service, o -> o.requests() >= 100);
      assertEquals(spent.requests(), 10 * spent.bad(), spent::toString);
      assertEquals(-1, spent.left(), 1e-6);
      assertEquals("metric checkout-errors", spent.indicator());
      assertEquals(2, spent.burn().getFirst().rate(), 1e-6);
      Refused refused = assertThrows(Refused.class,
          () -> service.mustAllow(Examples.SHOP, expected, Optional.empty(), Optional.empty()));
      assertEquals("SLW-2080", refused.code());
      assertTrue(refused.getMessage().contains("% of the time known"), refused::getMessage);
      assertTrue(service.mustAllow(Examples.SHOP, expected, Optional.of("mends it"), Optional.empty()).orElseThrow().endsWith("mends it"));

      shop.goesDown();
      double before = eventually(service, o -> says(o, "no series")).coverage().orElseThrow();
      OfObjective gap = eventually(service, o -> o.coverage().orElseThrow() < before - 5);
      assertEquals(gap.requests(), 10 * gap.bad(), gap::toString);
      shop.exports(() -> lines(scrapes.incrementAndGet()));
      OfObjective back = eventually(service, o -> o.trouble().isEmpty() && o.requests() > gap.requests());

      prometheus.stop();
      assertTrue(eventually(service, o -> says(o, "SLW-4513")).requests() >= back.requests());
      prometheus.startAgain();
      OfObjective again = eventually(service, o -> o.trouble().isEmpty() && o.requests() > back.requests() + 20);
      assertEquals(again.requests(), 10 * again.bad(), again::toString);
    }
  }
}
