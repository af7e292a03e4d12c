package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.bench.rig.Target;
import dev.slipway.load.LoadPlan;
import dev.slipway.load.LoadReport;
import dev.slipway.load.LoadRun;
import dev.slipway.load.RequestMix;

/** Users while a test runs: enough for triggers to see something, and none of them may be lost. */
final class LightLoad implements AutoCloseable {
  private static final int MOST_SECONDS = 120;
  /** Slow answers of a second, so that a test need not wait three for its last one. */
  private static final LoadPlan.Paths PAGES = new LoadPlan.Paths("/api/orders", "/api/orders", "/slow?ms=1000", "/ws", "/events");

  private final LoadRun run;

  private LightLoad(LoadRun run) {
    this.run = run;
  }

  static LightLoad on(Target target) {
    return new LightLoad(LoadRun.start(
        LoadPlan.against(target.url()).requestsPerSecond(150).maxSeconds(MOST_SECONDS).newConnectionShare(0.5)
            .mix(new RequestMix(0.2, 0.005, 0)).webSockets(1).paths(PAGES).build()));
  }

  static LightLoad on(Target target, LoadPlan.Paths paths) {
    return new LightLoad(LoadRun.start(
        LoadPlan.against(target.url()).requestsPerSecond(150).maxSeconds(MOST_SECONDS).newConnectionShare(0.5).paths(paths).build()));
  }

  LoadReport soFar() {
    return run.snapshot();
  }

  /** Ends it; every request must have been answered as the service meant it. */
  LoadReport nothingLost() {
    LoadReport report = run.finish();
    assertTrue(report.requests() > 0, "no request was sent");
    assertEquals(0, report.failed(), () -> "lost requests: " + report.failures());
    assertEquals(0, report.droppedConnections(), "dropped connections");
    return report;
  }

  @Override
  public void close() {
    run.close();
  }
}
