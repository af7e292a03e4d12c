package dev.slipway.bench;

import dev.slipway.bench.rig.ClusterNamespace;
import dev.slipway.bench.rig.ClusterService;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.Samples;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What Slipway adds in a cluster beyond the time that pods take: from the moment at which the cluster said that the last pod was ready, to
 * promoted; and how long after a rollback was asked for the Service's endpoints named only stable's pods.
 */
final class ClusterOverhead {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final List<String> VERSIONS = ClusterService.VERSIONS;

  private final Rig rig;

  ClusterOverhead(Rig rig) {
    this.rig = rig;
  }

  void measure(int deploys, int rollbacks, Figures figures) {
    try (ClusterNamespace namespace = ClusterNamespace.create(rig.workspace(), "slw-overhead-" + ProcessHandle.current().pid(),
        ClusterService.gateway())) {
      Target target = rig.target("redis-gateway", "cluster");
      target.promoted(namespace.file(target).strategy(Strategies.blueGreen("0s")), "1.1.0");
      deploys(namespace, target, deploys, figures);
      rollbacks(namespace, target, rollbacks, figures);
    }
  }

  private void deploys(ClusterNamespace namespace, Target target, int count, Figures figures) {
    ServiceFile file = namespace.file(target).strategy(Strategies.blueGreen("0s"));
    Map<String, Long> readyNanos = new ConcurrentHashMap<>();
    Samples overhead = new Samples();
    Samples whole = new Samples();
    try (SharedIndexInformer<Pod> pods = namespace.client().pods().inNamespace(namespace.name()).inform(handler(pod -> {
      boolean ready = pod.getStatus().getConditions().stream().anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
      if (ready) {
        readyNanos.putIfAbsent(pod.getMetadata().getName(), System.nanoTime());
      }
    }))) {
      for (int i = 0; i < count; i++) {
        Set<String> before = Set.copyOf(readyNanos.keySet());
        long calledNanos = System.nanoTime();
        target.promoted(file, VERSIONS.get((i + 2) % VERSIONS.size()));
        long endedNanos = System.nanoTime();
        long lastNanos = readyNanos.entrySet().stream().filter(e -> !before.contains(e.getKey())).mapToLong(Map.Entry::getValue).max()
            .orElse(calledNanos);
        overhead.add((endedNanos - lastNanos) / 1e6);
        whole.add((endedNanos - calledNanos) / 1e6);
        Figures.say("deploy %2d of %d: %.0f ms, %.0f ms after the last pod was ready", i + 1, count, (endedNanos - calledNanos) / 1e6,
            (endedNanos - lastNanos) / 1e6);
      }
    }
    figures.put("deploy_overhead_ms", overhead).put("deploy_ms", whole);
  }

  private void rollbacks(ClusterNamespace namespace, Target target, int count, Figures figures) {
    ServiceFile file = namespace.file(target).strategy(Strategies.blueGreen("10m"));
    Samples back = new Samples();
    for (int i = 0; i < count; i++) {
      Set<String> stable = namespace.serving();
      String version = VERSIONS.stream().filter(v -> !v.equals(target.stableVersion())).findFirst().orElseThrow();
      long rollout = target.deploy(file, version).path("rollout").asLong();
      target.awaitBaking(100);
      Wait.until(LONGEST, 20, () -> namespace.serving().stream().noneMatch(stable::contains));
      AtomicLong backNanos = new AtomicLong();
      try (SharedIndexInformer<Endpoints> endpoints = namespace.client().endpoints().inNamespace(namespace.name()).withName("redis-gateway")
          .inform(handler(e -> {
            if (ClusterNamespace.addresses(e).equals(stable)) {
              var unused = backNanos.compareAndSet(0, System.nanoTime());
            }
          }))) {
        long askedNanos = System.nanoTime();
        target.command("rollback");
        Wait.until(LONGEST, 5, () -> backNanos.get() != 0);
        double tookMillis = (backNanos.get() - askedNanos) / 1e6;
        back.add(tookMillis);
        Figures.say("rollback %2d of %d: endpoints are stable's after %.0f ms", i + 1, count, tookMillis);
      }
      target.awaitEnd(rollout);
    }
    figures.put("rollback_to_weight_0_ms", back);
  }

  /** What is done with each state of an object. */
  private interface Seen<T> {
    void is(T object);
  }

  private static <T> ResourceEventHandler<T> handler(Seen<T> seen) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T object) {
        seen.is(object);
      }

      @Override
      public void onUpdate(T before, T object) {
        seen.is(object);
      }

      @Override
      public void onDelete(T object, boolean finalStateUnknown) {
        // What is gone was seen while it was there.
      }
    };
  }
}
