package dev.slipway.bench;

import dev.slipway.bench.rig.Gateway;
import dev.slipway.bench.rig.RedisProcess;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Target;
import dev.slipway.load.LoadPlan;
import dev.slipway.load.LoadReport;
import dev.slipway.load.LoadRun;
import dev.slipway.load.RequestMix;
import java.util.List;

/**
 * Counts requests lost while releases change under load: {@code [--switches n] [--rollbacks n] [--rps n] [--service shop|redis-gateway]
 * [--router embedded|haproxy|nginx]}. Ends with status 1 when any was lost or any rollout ended otherwise than it should.
 */
public final class ZeroDowntimeBench {
  private static final int MOST_SECONDS = 3_600;
  private static final List<String> SHOP_VERSIONS = List.of("1.0.0", "1.1.0", "1.2.0");
  private static final List<String> GATEWAY_VERSIONS = List.of("1.0.0", "1.1.0");

  private ZeroDowntimeBench() {}

  public static void main(String[] arguments) {
    BenchArguments given = BenchArguments.parse(arguments, "--switches", "--rollbacks", "--rps", "--service", "--router");
    int rps = given.number("--rps", 1_050);
    String router = given.text("--router", "embedded");
    boolean good;
    try (Rig rig = Rig.ofDistribution()) {
      good = given.text("--service", "shop").equals("redis-gateway")
          ? gateway(rig, given.number("--switches", 9), given.number("--rollbacks", 3), rps, router)
          : shop(rig, given.number("--switches", 40), given.number("--rollbacks", 5), rps, router);
    }
    System.exit(good ? 0 : 1);
  }

  private static boolean shop(Rig rig, int switches, int rollbacks, int rps, String router) {
    Target target = rig.shop("zero");
    ServiceFile file = target.shop().with("replicas", "2").with("drain", "5s").with("router", router);
    LoadPlan plan =
        LoadPlan.against(target.url())
            .requestsPerSecond(rps)
            .rampSeconds(3)
            .maxSeconds(MOST_SECONDS)
            .newConnectionShare(0.5)
            .mix(new RequestMix(0.2, 0.002, 0.1))
            .http2Connections(2)
            .webSockets(3)
            .eventStreams(3)
            .build();
    boolean good = measured("zero-downtime --router " + router, new Switching(target, file, SHOP_VERSIONS), plan, switches, rollbacks);
    rig.remove(target);
    return good;
  }

  private static boolean gateway(Rig rig, int switches, int rollbacks, int rps, String router) {
    Gateway.writeReleases(rig.workspace());
    Target target = rig.target("redis-gateway", "zero");
    try (RedisProcess redis = RedisProcess.start(rig.workspace())) {
      LoadPlan plan =
          LoadPlan.against(target.url()).requestsPerSecond(rps).rampSeconds(2).maxSeconds(MOST_SECONDS).newConnectionShare(0.5)
              .paths(Gateway.paths()).build();
      boolean good = measured("zero-downtime --service redis-gateway",
          new Switching(target, Gateway.file(target, redis).with("router", router),
          GATEWAY_VERSIONS), plan, switches, rollbacks);
      rig.remove(target);
      return good;
    }
  }

  private static boolean measured(String name, Switching switching, LoadPlan plan, int switches, int rollbacks) {
    switching.first();
    long startedNanos = System.nanoTime();
    try (LoadRun load = LoadRun.start(plan)) {
      Progress progress = new Progress(load, startedNanos);
      switching.play(switches, rollbacks, progress::tell);
      LoadReport report = load.finish();
      figures(switching, report).put("rps", Math.round(report.requests() / report.seconds())).printAs(name);
      return report.failed() == 0 && report.droppedConnections() == 0 && switching.unexpected() == 0;
    }
  }

  private static Figures figures(Switching switching, LoadReport report) {
    return new Figures()
        .put("requests", report.requests())
        .put("failed", report.failed())
        .put("dropped_connections", report.droppedConnections())
        .put("switches", switching.switches())
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
  private record Progress(LoadRun load, long startedNanos) {
    void tell(String what) {
      LoadReport now = load.snapshot();
      long seconds = (System.nanoTime() - startedNanos) / 1_000_000_000L;
      Figures.say("%4d s  %-60s requests %d  failed %d %s  dropped %d", seconds, what, now.requests(), now.failed(), now.failures(),
          now.droppedConnections());
    }
  }
}
