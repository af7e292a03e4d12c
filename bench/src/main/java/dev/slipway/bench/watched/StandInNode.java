package dev.slipway.bench.watched;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A node that runs nothing, as those of the project kwok: an object of the cluster whose Lease and conditions are renewed here. Each pod
 * that the cluster's own scheduler places on it is said to be ready, with an address, as a kubelet would say it; one that is being deleted
 * is let go. It takes only pods that ask for it by its label and bear its taint.
 */
public final class StandInNode implements AutoCloseable {
  /** Label and taint. */
  public static final String MARK = "slipway.dev/bench";

  private static final Logger LOG = System.getLogger(StandInNode.class.getName());
  private static final String LEASES = "kube-node-lease";
  private static final int LEASE_SECONDS = 40;
  private static final int RENEW_SECONDS = 10;
  private static final int WRITERS = 4;

  private final KubernetesClient client;
  private final String name;
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private final AtomicInteger addresses = new AtomicInteger();
  private final SharedIndexInformer<Pod> pods;

  /** Registers it. */
  public StandInNode(KubernetesClient client, String name) {
    this.client = client;
    this.name = name;
    var made = client.resource(new NodeBuilder().withNewMetadata().withName(name).addToLabels(MARK, name)
        .addToLabels("kubernetes.io/hostname", name).endMetadata()
        .withNewSpec().addNewTaint("NoSchedule", MARK, null, name).endSpec().build()).create();
    client.resource(new LeaseBuilder().withNewMetadata().withName(name).withNamespace(LEASES).endMetadata().withNewSpec()
        .withHolderIdentity(name).withLeaseDurationSeconds(LEASE_SECONDS).withRenewTime(now()).endSpec().build()).create();
    beat();
    var beats = heart.scheduleAtFixedRate(this::beat, RENEW_SECONDS, RENEW_SECONDS, TimeUnit.SECONDS);
    this.pods = client.pods().inAnyNamespace().withField("spec.nodeName", name).inform(new Seen());
  }

  private static ZonedDateTime now() {
    return ZonedDateTime.now(ZoneOffset.UTC);
  }

  private void beat() {
    attempt("renew the lease of node " + name, () -> {
      var status = client.nodes().withName(name).subresource("status").patch(merge(), PodStatus.ofNode(timestamp()));
      var lease = client.leases().inNamespace(LEASES).withName(name).edit(l -> {
        l.getSpec().setRenewTime(now());
        return l;
      });
    });
  }

  private static PatchContext merge() {
    return PatchContext.of(PatchType.JSON_MERGE);
  }

  private static String timestamp() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Pods that were said to be ready so far. */
  public int readyPods() {
    return said.size();
  }

  private void look(Pod pod) {
    var one = client.pods().inNamespace(pod.getMetadata().getNamespace()).withName(pod.getMetadata().getName());
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      writers.execute(() -> attempt("let go of a pod", () -> {
        var gone = one.withGracePeriod(0).delete();
      }));
    } else if (said.add(pod.getMetadata().getUid())) {
      int number = addresses.incrementAndGet();
      String address = "10." + (128 + number / 62_500) + "." + number / 250 % 250 + "." + (number % 250 + 1);
      writers.execute(() -> attempt("say that a pod is ready", () -> {
        var ready = one.subresource("status").patch(merge(), PodStatus.ready(pod, address, timestamp()));
      }));
    }
  }

  /** What is gone meanwhile has nothing to be said of; anything else must not end the beats. */
  private static void attempt(String what, Runnable effect) {
    try {
      effect.run();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        LOG.log(Level.WARNING, "not done: " + what, e);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "not done: " + what, e);
    }
  }

  /** Takes it out of the cluster. Its pods should be gone by then. */
  @Override
  public void close() {
    pods.close();
    heart.shutdownNow();
    writers.shutdownNow();
    var node = client.nodes().withName(name).delete();
    var lease = client.leases().inNamespace(LEASES).withName(name).delete();
  }

  private final class Seen implements ResourceEventHandler<Pod> {
    @Override
    public void onAdd(Pod pod) {
      look(pod);
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
      look(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean finalStateUnknown) {
      said.remove(pod.getMetadata().getUid());
    }
  }
}
