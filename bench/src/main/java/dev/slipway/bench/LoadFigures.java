package dev.slipway.bench;

import dev.slipway.load.LoadReport;
import dev.slipway.load.LoadRun;

/** What load saw while releases changed. */
final class LoadFigures {
  private LoadFigures() {}

  static Figures of(Switching switching, LoadReport report) {
    return new Figures()
        .put("requests", report.requests())
        .put("failed", report.failed())
        .put("dropped_connections", report.droppedConnections())
        .put("switches", switching.switches())
        .put("restarts", switching.restarts())
        .put("rollbacks", switching.rollbacks())
        .put("unexpected", switching.unexpected())
        .put("failures", report.failures())
        .put("not_sent", report.notSent())
        .put("app_errors", report.appErrors())
        .put("new_connections", report.newConnections())
        .put("drained_closes", report.drainedCloses())
        .put("reconnects", report.reconnects())
        .put("websocket_messages", report.webSocketMessages())
        .put("events", report.events())
        .put("http2_retries", report.http2Retries())
        .put("p50_ms", report.latency().p50Ms())
        .put("p99_ms", report.latency().p99Ms())
        .put("max_ms", report.latency().maxMs())
        .put("seconds", Math.round(report.seconds()));
  }

  /** Tells how the load stands after each switch, so that a loss can be seen where it happens. */
  record Progress(LoadRun load, long startedNanos) {
    void tell(String what) {
      LoadReport now = load.snapshot();
      long seconds = (System.nanoTime() - startedNanos) / 1_000_000_000L;
      Figures.say("%4d s  %-60s requests %d  failed %d %s  dropped %d", seconds, what, now.requests(), now.failed(), now.failures(),
          now.droppedConnections());
    }
  }
}
