package dev.slipway.bench;

import dev.slipway.bench.rig.Wait;
import dev.slipway.bench.rig.Workspace;
import dev.slipway.load.LoadPlan;
import dev.slipway.load.LoadReport;
import dev.slipway.load.LoadRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** What users lose where the same service is deployed by a script, under the same load. */
final class Peers {
  private static final long BETWEEN_MILLIS = 1_000;

  private Peers() {}

  /**
   * Each of them in turn.
   *
   * @param plan of the load against a port
   * @param switches from release to release, of each
   */
  static Map<String, Map<String, Object>> measured(Workspace workspace, IntFunction<LoadPlan> plan, List<String> versions, int switches) {
    Map<String, Map<String, Object>> peers = new LinkedHashMap<>();
    peers.put("nginx-reload", measured("nginx-reload", new NginxReload(workspace), plan, versions, switches));
    peers.put("stop-start", measured("stop-start", new StopStart(workspace), plan, versions, switches));
    return peers;
  }

  static Map<String, Object> measured(
      String name, PeerDeploy peer, IntFunction<LoadPlan> plan, List<String> versions, int switches) {
    try (peer) {
      peer.deploy(versions.getFirst());
      try (LoadRun load = LoadRun.start(plan.apply(peer.port()))) {
        for (int i = 1; i <= switches; i++) {
          Wait.millis(BETWEEN_MILLIS);
          peer.deploy(versions.get(i % versions.size()));
        }
        Wait.millis(BETWEEN_MILLIS);
        return figures(name, load.finish(), switches);
      }
    }
  }

  private static Map<String, Object> figures(String name, LoadReport report, int switches) {
    Figures.say("peer %-14s %d switches, requests %d  failed %d %s  dropped %d", name, switches, report.requests(), report.failed(),
        report.failures(), report.droppedConnections());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("switches", switches);
    figures.put("requests", report.requests());
    figures.put("failed", report.failed());
    figures.put("failures", report.failures());
    figures.put("dropped_connections", report.droppedConnections());
    return figures;
  }
}
