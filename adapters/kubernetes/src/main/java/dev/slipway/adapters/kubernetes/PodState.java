package dev.slipway.adapters.kubernetes;

import dev.slipway.core.rollout.PlatformSeen.Condition;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How one pod is, as its status says.
 *
 * @param detail why, for people
 * @param restarts how often its containers died
 * @param oomKills of those, for want of memory, where its last death was one
 */
record PodState(Condition condition, String detail, int restarts, Optional<Integer> oomKills) {
  private static final Set<String> NO_IMAGE = Set.of("ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName",
      "ImageInspectError", "RegistryUnavailable");

  private static final String STOPPING = "told to stop";

  /** The same of one that ends. */
  PodState ending() {
    return new PodState(Condition.STOPPING, STOPPING, restarts, oomKills);
  }

  static PodState of(Pod pod) {
    List<ContainerStatus> containers = pod.getStatus().getContainerStatuses();
    int restarts = containers.stream().mapToInt(c -> Objects.requireNonNullElse(c.getRestartCount(), 0)).sum();
    boolean oom = containers.stream().flatMap(PodState::deaths).anyMatch(t -> "OOMKilled".equals(t.getReason()));
    Optional<Integer> oomKills = oom ? Optional.of(Math.max(1, restarts)) : Optional.empty();
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      return new PodState(Condition.STOPPING, STOPPING, restarts, oomKills);
    }
    Optional<String> dead = containers.stream().flatMap(c -> dead(c).stream()).findFirst();
    if (dead.isPresent()) {
      long unseen = containers.stream().filter(c -> c.getState() != null && c.getState().getTerminated() != null).count();
      return new PodState(Condition.DEAD, dead.get(), restarts + (int) unseen, oomKills);
    }
    Optional<PodCondition> ready = condition(pod, "Ready");
    if (ready.filter(r -> "True".equals(r.getStatus())).isPresent()) {
      return new PodState(Condition.READY, "ready", restarts, oomKills);
    }
    return new PodState(ready.filter(r -> wasReady(r, containers)).isPresent() ? Condition.UNREADY : Condition.STARTING,
        unready(pod, containers), restarts, oomKills);
  }

  /** A condition that changed after its container began was true in between. */
  private static boolean wasReady(PodCondition ready, List<ContainerStatus> containers) {
    Optional<Instant> changed = Optional.ofNullable(ready.getLastTransitionTime()).map(Instant::parse);
    Optional<Instant> began = containers.stream().map(ContainerStatus::getState).filter(Objects::nonNull).map(ContainerState::getRunning)
        .filter(Objects::nonNull).map(r -> Instant.parse(r.getStartedAt())).max(Instant::compareTo);
    return changed.isPresent() && began.isPresent() && changed.get().isAfter(began.get());
  }

  private static Stream<ContainerStateTerminated> deaths(ContainerStatus c) {
    return Stream.of(c.getState(), c.getLastState()).filter(Objects::nonNull).map(ContainerState::getTerminated).filter(Objects::nonNull);
  }

  private static Optional<String> dead(ContainerStatus c) {
    if (c.getState() == null) {
      return Optional.empty();
    }
    if (c.getState().getTerminated() != null) {
      return Optional.of(c.getName() + " " + how(c.getState().getTerminated()) + "; about to be started again");
    }
    boolean looping = c.getState().getWaiting() != null && "CrashLoopBackOff".equals(c.getState().getWaiting().getReason());
    String last = deaths(c).findFirst().map(PodState::how).orElse("died");
    return looping ? Optional.of("SLW-3221 " + c.getName() + " " + last + ", " + c.getRestartCount()
        + " times so far; Kubernetes waits before it starts it again") : Optional.empty();
  }

  private static String how(ContainerStateTerminated death) {
    boolean oom = "OOMKilled".equals(death.getReason());
    return oom ? "was killed for want of memory" : death.getSignal() != null ? "was ended by signal " + death.getSignal()
        : "ended with exit code " + death.getExitCode();
  }

  private static String unready(Pod pod, List<ContainerStatus> containers) {
    for (ContainerStatus c : containers) {
      if (c.getState() != null && c.getState().getWaiting() != null) {
        String reason = String.valueOf(c.getState().getWaiting().getReason());
        String message = Optional.ofNullable(c.getState().getWaiting().getMessage()).map(m -> ": " + m).orElse("");
        if (NO_IMAGE.contains(reason)) {
          return "SLW-3220 the image " + c.getImage() + " cannot be had (" + reason + message
              + "). See that it exists and that the cluster may pull it";
        }
        return c.getName() + " waits: " + reason + message;
      }
    }
    Optional<PodCondition> unscheduled = condition(pod, "PodScheduled").filter(c -> "False".equals(c.getStatus()));
    if (unscheduled.isPresent()) {
      return "SLW-3222 no node has room for pod " + pod.getMetadata().getName() + ": " + unscheduled.get().getMessage();
    }
    return condition(pod, "Ready").map(PodCondition::getMessage).filter(Objects::nonNull).orElse("its containers start");
  }

  static Optional<PodCondition> condition(Pod pod, String type) {
    return pod.getStatus().getConditions().stream().filter(c -> type.equals(c.getType())).findFirst();
  }
}
