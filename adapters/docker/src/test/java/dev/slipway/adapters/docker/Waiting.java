package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.fail;

import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Converges and looks until it is so. */
final class Waiting {
  private static final int MOST_LOOKS = 600;
  private static final int LOOK_MILLIS = 50;

  private Waiting() {}

  static Instance until(DockerPlatform platform, TargetId target, Release release, Predicate<Instance> so) {
    InstanceId id = new InstanceId(release.id(), 0);
    Object last = "nothing was seen";
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      try {
        platform.converge(target, Map.of(id, release), Set.of(), 1);
      } catch (OutsideException e) {
        last = e;
      }
      PlatformSeen seen = platform.observe(target);
      Optional<Instance> one = seen.instances().stream().filter(i -> i.id().equals(id)).findFirst();
      if (one.filter(so).isPresent()) {
        return one.get();
      }
      last = seen.instances().isEmpty() ? last : seen;
      pass();
    }
    return fail("not so after " + MOST_LOOKS + " looks: " + last);
  }

  /** Wants just these until the instances are so. */
  static void converged(DockerPlatform platform, TargetId target, Map<InstanceId, Release> wanted, Predicate<List<Instance>> so) {
    List<Instance> last = List.of();
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      platform.converge(target, wanted, Set.of(), 1);
      last = platform.observe(target).instances();
      if (so.test(last)) {
        return;
      }
      pass();
    }
    fail("not so after " + MOST_LOOKS + " looks: " + last);
  }

  static void gone(DockerPlatform platform, TargetId target) {
    List<Instance> left = List.of();
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      platform.converge(target, Map.of(), Set.of(), 1);
      left = platform.observe(target).instances();
      if (left.isEmpty()) {
        return;
      }
      pass();
    }
    fail("not gone: " + left);
  }

  static RunSpec portOnly(RunSpec run) {
    return new RunSpec(
        run.instances(), run.artifactName(), run.command(), run.environment(), HealthSpec.portOnly(), run.stopGrace(),
            run.memoryLimitBytes(),
        run.platform());
  }

  static void pass() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
