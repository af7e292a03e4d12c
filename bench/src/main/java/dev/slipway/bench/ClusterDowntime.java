package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.ClusterNamespace;
import dev.slipway.bench.rig.ClusterService;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import dev.slipway.load.LoadPlan;
import dev.slipway.load.LoadReport;
import dev.slipway.load.LoadRun;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.List;

/**
 * Requests lost at a Service of a real cluster while releases change behind it, and what a plain {@code kubectl set image} of the same
 * Deployment, as a team has it without Slipway, loses under the same load. A Service shares out connections, not requests: on one that is
 * kept, requests go to the pod where it was opened until that ends, whatever is rolled out by whom. {@code --new-connection-percent} says
 * how many requests open one of their own.
 *
 * <p>A GET on a kept connection that the pod ends before a byte of an answer is sent again, as most clients do, and counted as
 * {@code sent_again}; {@code good} is strict and wants none of these either. {@code --service shop} is a server that tells its clients to
 * leave before it ends, {@code redis-gateway} one that ends at once.
 */
final class ClusterDowntime {
  private static final int MOST_SECONDS = 3_600;
  /** Pods start slowly where the machine is busy with other things. */
  private static final Duration MOST_OF_ONE = Duration.ofMinutes(5);
  private static final List<String> VERSIONS = ClusterService.VERSIONS;

  private final BenchArguments given;
  private final Rig rig;
  private final ClusterService service;

  ClusterDowntime(BenchArguments given, Rig rig) {
    this.given = given;
    this.rig = rig;
    this.service = given.text("--service", "redis-gateway").equals("shop") ? ClusterService.shop() : ClusterService.gateway();
  }

  boolean measured() {
    String name = "slw-zero-" + ProcessHandle.current().pid();
    Figures figures;
    try (ClusterNamespace namespace = ClusterNamespace.create(rig.workspace(), name, service)) {
      figures = ours(namespace);
    }
    int peerSwitches = given.number("--peer-switches", 5);
    if (peerSwitches > 0) {
      try (ClusterNamespace namespace = ClusterNamespace.create(rig.workspace(), name + "-peer", service)) {
        figures.put("peer_kubectl_set_image", peer(namespace, peerSwitches));
      }
    }
    figures.printAs("zero-downtime --platform kubernetes --service " + service.name());
    return figures.holds("good");
  }

  private LoadPlan plan(ClusterNamespace namespace) {
    return LoadPlan.against(namespace.url()).requestsPerSecond(given.number("--rps", 400)).rampSeconds(2).maxSeconds(MOST_SECONDS)
        .newConnectionShare(given.number("--new-connection-percent", 100) / 100.0).paths(service.paths()).sendsAgain(true).build();
  }

  private Figures ours(ClusterNamespace namespace) {
    Target target = rig.target(service.name(), "cluster");
    ServiceFile file = namespace.file(target).strategy(Strategies.blueGreen("500ms"));
    int switches = given.number("--switches", 20);
    int rollbacks = given.number("--rollbacks", 5);
    int unexpected = 0;
    try (LoadRun load = LoadRun.start(plan(namespace))) {
      String stable = VERSIONS.getFirst();
      int back = 0;
      for (int i = 1; i <= switches; i++) {
        String next = VERSIONS.get((VERSIONS.indexOf(stable) + 1) % VERSIONS.size());
        unexpected += ended(target.awaitEnd(target.deploy(file, next).path("rollout").asLong(), MOST_OF_ONE), "promoted", next, target);
        boolean goesBack = back < rollbacks * i / switches;
        if (goesBack) {
          back++;
          unexpected += ended(target.awaitEnd(target.command("rollback").path("rollout").asLong(), MOST_OF_ONE), "promoted", stable, target);
        }
        stable = goesBack ? stable : next;
        LoadReport now = load.snapshot();
        Figures.say("switch %2d to %s%s: requests %d, failed %d %s, sent again %d", i, next, goesBack ? " and back" : "", now.requests(),
            now.failed(), now.failures(), now.sentAgain());
      }
      long requests = given.number("--requests", 100_000);
      Wait.until(Duration.ofSeconds(MOST_SECONDS), 200, () -> load.snapshot().requests() >= requests);
      LoadReport report = load.finish();
      boolean good = report.failed() == 0 && report.sentAgain() == 0 && report.droppedConnections() == 0 && unexpected == 0 && report.requests() >= requests;
      return figures(report).put("switches", switches).put("rollbacks", back).put("unexpected", unexpected).put("good", good);
    }
  }

  private static int ended(JsonNode last, String outcome, String version, Target target) {
    boolean good = last.path("outcome").asText().equals(outcome) && target.stableVersion().equals(version);
    if (!good) {
      Figures.say("UNEXPECTED: %s", last);
    }
    return good ? 0 : 1;
  }

  /** As a team has it: the Deployment as it is, with its probe and its preStop, rolled by Kubernetes. */
  private Figures peer(ClusterNamespace namespace, int switches) {
    try (LoadRun load = LoadRun.start(plan(namespace))) {
      for (int i = 1; i <= switches; i++) {
        String image = service.imageOf(VERSIONS.get(i % VERSIONS.size()));
        rig.workspace().run(List.of("kubectl", "--kubeconfig", namespace.kubeconfig(), "-n", namespace.name(), "set", "image",
            "deployment/" + service.name(), service.container() + "=" + image));
        Wait.until(Duration.ofMinutes(3), 200, () -> rolled(namespace, image));
        LoadReport now = load.snapshot();
        Figures.say("kubectl set image %d of %d: requests %d, failed %d %s", i, switches, now.requests(), now.failed(), now.failures());
      }
      LoadReport report = load.finish();
      return figures(report).put("switches", switches);
    }
  }

  private static boolean rolled(ClusterNamespace namespace, String image) {
    Deployment d = namespace.client().apps().deployments().inNamespace(namespace.name()).withName(namespace.service().name()).get();
    boolean seen = d.getMetadata().getGeneration().equals(d.getStatus().getObservedGeneration());
    boolean all = Integer.valueOf(3).equals(d.getStatus().getUpdatedReplicas()) && Integer.valueOf(3).equals(d.getStatus().getReplicas())
        && Integer.valueOf(3).equals(d.getStatus().getAvailableReplicas());
    return seen && all && d.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage().equals(image);
  }

  private static Figures figures(LoadReport report) {
    return new Figures()
        .put("requests", report.requests())
        .put("failed", report.failed())
        .put("dropped_connections", report.droppedConnections())
        .put("failures", report.failures())
        .put("sent_again", report.sentAgain())
        .put("new_connections", report.newConnections())
        .put("drained_closes", report.drainedCloses())
        .put("p50_ms", report.latency().p50Ms())
        .put("p99_ms", report.latency().p99Ms())
        .put("max_ms", report.latency().maxMs())
        .put("seconds", Math.round(report.seconds()));
  }
}
