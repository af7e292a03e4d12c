package dev.slipway.bench;

import dev.slipway.bench.rig.Gateway;
import dev.slipway.bench.rig.RedisProcess;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.ShopImages;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import dev.slipway.load.LoadPlan;
import dev.slipway.load.LoadReport;
import dev.slipway.load.LoadRun;
import dev.slipway.load.RequestMix;
import java.time.Duration;
import java.util.List;

/**
 * Counts requests lost while releases change under load, and what two common scripts lose under the same load: {@code [--requests n]
 * [--switches n] [--restarts n] [--rollbacks n] [--peer-switches n] [--stream-seconds n] [--rps n] [--service shop|redis-gateway]
 * [--router embedded|haproxy|nginx] [--platform process|docker|kubernetes]}. Ends with status 1 when any was lost or any rollout ended
 * otherwise than it should; what nginx's own
 * reloads lose, and endless connections that a restart of HAProxy cuts when its drain is over, are counted and do not fail it.
 */
public final class ZeroDowntimeBench {
  private static final int MOST_SECONDS = 3_600;
  private static final int HELD = 6;
  private static final List<String> SHOP_VERSIONS = List.of("1.0.0", "1.1.0", "1.2.0");
  private static final List<String> GATEWAY_VERSIONS = List.of("1.0.0", "1.1.0");

  private final BenchArguments given;
  private final Rig rig;
  private final String router;
  private final String platform;
  private final int rps;

  private ZeroDowntimeBench(BenchArguments given, Rig rig) {
    this.given = given;
    this.rig = rig;
    this.router = given.text("--router", "embedded");
    this.platform = given.text("--platform", "process");
    this.rps = given.number("--rps", 1_050);
  }

  public static void main(String[] arguments) {
    BenchArguments given = BenchArguments.parse(arguments, "--requests", "--switches", "--restarts", "--rollbacks", "--peer-switches",
        "--stream-seconds", "--rps", "--service", "--router", "--platform", "--new-connection-percent");
    boolean good;
    try (Rig rig = Rig.ofDistribution()) {
      var bench = new ZeroDowntimeBench(given, rig);
      good = given.text("--platform", "process").equals("kubernetes") ? new ClusterDowntime(given, rig).measured()
          : given.text("--service", "shop").equals("redis-gateway") ? bench.gateway() : bench.shop();
    }
    System.exit(good ? 0 : 1);
  }

  private boolean shop() {
    Target target = rig.shop("zero");
    int streamSeconds = given.number("--stream-seconds", 3);
    ServiceFile file = target.shop().with("replicas", "2").with("drain", streamSeconds + 2 + "s").with("stop-grace", streamSeconds + 5
        + "s").with("router", router);
    Figures figures = platform.equals("docker") ? inContainers(target, file)
        : measured(new Switching(target, file, SHOP_VERSIONS), plan(target.port(), true), 40, 5, target);
    rig.remove(target);
    int peerSwitches = given.number("--peer-switches", 5);
    if (peerSwitches > 0) {
      figures.put("peers", Peers.measured(rig.workspace(), port -> plan(port, false), SHOP_VERSIONS, peerSwitches));
    }
    figures.printAs("zero-downtime --router " + router + (platform.equals("docker") ? " --platform docker" : ""));
    return figures.holds("good");
  }

  private Figures inContainers(Target target, ServiceFile file) {
    try (ShopImages images = ShopImages.of(rig.workspace(), SHOP_VERSIONS)) {
      Figures figures = measured(new Switching(target, images.in(file), SHOP_VERSIONS), plan(target.port(), true), 20, 5, target);
      target.remove();
      images.forget(target);
      int peerSwitches = given.number("--peer-switches", 5);
      if (peerSwitches > 0) {
        figures.put("docker_stop_start",
            Peers.measured("docker-stop-start", new DockerStopStart(rig.workspace(), images), port -> plan(port, false), SHOP_VERSIONS,
                peerSwitches));
      }
      return figures;
    }
  }

  /** HTTP/2 only where a plain listener has it beside HTTP/1.1: nginx has not. */
  private LoadPlan plan(int port, boolean ours) {
    int streamSeconds = given.number("--stream-seconds", 3);
    boolean http2 = ours && !router.equals("nginx");
    return LoadPlan.against("http://127.0.0.1:" + port).requestsPerSecond(rps).rampSeconds(3).maxSeconds(MOST_SECONDS)
        .newConnectionShare(0.5).mix(new RequestMix(0.2, 0.006 / streamSeconds, http2 ? 0.1 : 0))
        .requestTimeoutMillis((streamSeconds + 20) * 1_000)
        .paths(new LoadPlan.Paths("/api/orders", "/api/orders", "/slow?ms=" + streamSeconds * 1_000, "/ws", "/events"))
        .http2Connections(http2 ? 2 : 0).webSockets(HELD / 2)
        .eventStreams(HELD / 2)
        .build();
  }

  private boolean gateway() {
    Gateway.writeReleases(rig.workspace());
    Target target = rig.target("redis-gateway", "zero");
    try (RedisProcess redis = RedisProcess.start(rig.workspace())) {
      LoadPlan plan = LoadPlan.against(target.url()).requestsPerSecond(rps).rampSeconds(2).maxSeconds(MOST_SECONDS)
          .newConnectionShare(0.5).paths(Gateway.paths()).build();
      Switching switching = new Switching(target, Gateway.file(target, redis).with("router", router), GATEWAY_VERSIONS);
      Figures figures = measured(switching, plan, 9, 3, target);
      figures.printAs("zero-downtime --service redis-gateway");
      rig.remove(target);
      return figures.holds("good");
    }
  }

  private Figures measured(Switching switching, LoadPlan plan, int usualSwitches, int usualRollbacks, Target target) {
    switching.first();
    int restarts = given.number("--restarts", 0);
    if (restarts > 0) {
      switching.restarting(restarts, RouterRestart.of(router, rig, target));
    }
    long startedNanos = System.nanoTime();
    try (LoadRun load = LoadRun.start(plan)) {
      LoadFigures.Progress progress = new LoadFigures.Progress(load, startedNanos);
      switching.play(given.number("--switches", usualSwitches), given.number("--rollbacks", usualRollbacks), progress::tell);
      long requests = given.number("--requests", 0);
      Wait.until(Duration.ofSeconds(MOST_SECONDS), 200, () -> load.snapshot().requests() >= requests || load.awaitMillis(1));
      double wholeSeconds = load.snapshot().seconds();
      LoadReport report = load.finish();
      // What HAProxy's process before still holds when its drain is over is cut: WebSockets and event streams, which have no end.
      long held = router.equals("haproxy") ? (long) switching.restarts() * HELD : 0;
      boolean kept = router.equals("nginx") || report.failed() == 0 && report.droppedConnections() <= held;
      boolean good = kept && switching.unexpected() == 0 && report.requests() >= requests;
      return LoadFigures.of(switching, report).put("stalled_seconds", Stalls.of(report, wholeSeconds))
          .put("rps", Math.round(report.requests() / report.seconds())).put("good", good);
    }
  }
}
