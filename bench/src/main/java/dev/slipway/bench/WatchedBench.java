package dev.slipway.bench;

import dev.slipway.bench.rig.ClusterAccess;
import dev.slipway.bench.rig.Memory;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.Samples;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import dev.slipway.bench.watched.ManyServices;
import dev.slipway.bench.watched.SlipwayAccount;
import dev.slipway.bench.watched.StandInNode;
import dev.slipway.bench.watched.Targets;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * One server that watches many Deployments of a cluster: {@code [--targets 500] [--rollouts n] [--rest-minutes 2]}. Each has two pods and a
 * Service. Each is adopted, and each (or the first n of them) is then rolled out once, so that a Deployment of Slipway's own stands beside
 * the team's. At rest, for so many minutes: the most memory that the server had resident, what is live of its heap after a collection, its
 * part of one processor, and the requests that the cluster's API got of it, as that counts them itself. Then Deployments are scaled to 0
 * by somebody else: the time until the target's status says so.
 *
 * <p>API server, controllers and scheduler are real, and so are Deployments, ReplicaSets, endpoints and watches. The pods are not: a
 * thousand real ones do not fit on a machine of two cores. They are placed on a node that this benchmark registers, as the project kwok
 * does: it renews that node's Lease and conditions, says of each pod placed there that it is ready at an address, and lets go of those that
 * are deleted. Exits 1 when memory or requests are above what they may be.
 */
public final class WatchedBench {
  private static final int TARGETS = 500;
  private static final int REST_MINUTES = 2;
  private static final int NOTICED = 10;
  private static final double MOST_RSS_MB = 300;
  private static final double MOST_CALLS_PER_MINUTE = 2;
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String SCALED_BY_SOMEBODY = "SLW-3223";

  private WatchedBench() {}

  public static void main(String[] arguments) {
    BenchArguments given = BenchArguments.parse(arguments, "--targets", "--rollouts", "--rest-minutes");
    int targets = given.number("--targets", TARGETS);
    String name = "slw-watched-" + ProcessHandle.current().pid();
    Figures figures = new Figures().put("targets", targets);
    boolean good;
    try (ClusterAccess cluster = ClusterAccess.open();
        StandInNode node = new StandInNode(cluster.client(), name);
        ManyServices services = ManyServices.of(cluster, name, targets);
        Rig rig = Rig.ofDistribution();
        SlipwayAccount account = SlipwayAccount.make(cluster, rig.workspace(), services.namespaces())) {
      services.make(name);
      Figures.say("%d Deployments have their pods", targets);
      Targets watched = new Targets(rig, services, account.kubeconfig());
      watched.adopt();
      Figures.say("adopted; the server has %.1f MB", Memory.residentMb(rig.server().pid()));
      int rollouts = given.number("--rollouts", targets);
      watched.deploy(rollouts);
      watched.awaitRest();
      Figures.say("at rest after %d rollouts, with %d pods", rollouts, node.readyPods());
      good = rest(rig, account, targets, given.number("--rest-minutes", REST_MINUTES), figures);
      figures.put("noticed_ms", noticed(services, watched));
    }
    figures.put("load_average", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    figures.printAs("watched");
    System.exit(good ? 0 : 1);
  }

  private static boolean rest(Rig rig, SlipwayAccount account, int targets, int minutes, Figures figures) {
    ProcessHandle server = ProcessHandle.of(rig.server().pid()).orElseThrow();
    long calls = account.calls();
    Duration cpu = cpu(server);
    long beganNanos = System.nanoTime();
    double mostMb = 0;
    for (int seconds = 0; seconds < minutes * 60; seconds++) {
      Wait.millis(1_000);
      mostMb = Math.max(mostMb, Memory.residentMb(server.pid()));
    }
    double tookMinutes = (System.nanoTime() - beganNanos) / 60e9;
    double busy = cpu(server).minus(cpu).toMillis() / (tookMinutes * 60_000) * 100;
    double each = (account.calls() - calls) / tookMinutes / targets;
    figures.put("rss_mb", mostMb).put("heap_mb", Memory.liveHeapMb(server.pid()))
        .put("api_calls_idle_per_minute_per_target", Math.round(each * 1_000) / 1_000.0)
        .put("cpu_percent", Math.round(busy * 10) / 10.0);
    return mostMb <= MOST_RSS_MB && each <= MOST_CALLS_PER_MINUTE;
  }

  private static Duration cpu(ProcessHandle server) {
    return server.info().totalCpuDuration().orElseThrow(() -> new RigException("the server has ended"));
  }

  private static Samples noticed(ManyServices services, Targets watched) {
    Samples noticed = new Samples();
    for (int i = 0; i < Math.min(NOTICED, services.count()); i++) {
      Target target = watched.target(i);
      String running = services.running(i);
      services.scale(i, running, 0);
      long scaledNanos = System.nanoTime();
      if (!Wait.until(LONGEST, 5, () -> target.status().toString().contains(SCALED_BY_SOMEBODY))) {
        throw new RigException(target.name() + " does not say that somebody scaled " + running + ": " + target.status());
      }
      noticed.add((System.nanoTime() - scaledNanos) / 1e6);
      services.scale(i, running, ManyServices.PODS);
    }
    return noticed;
  }
}
