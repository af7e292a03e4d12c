package dev.slipway.core.spi;

import static org.junit.jupiter.api.Assertions.fail;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A platform under test, and how it is asked until something is so. */
abstract class PlatformUnderTest {
  protected static final TargetId TARGET = new TargetId("shop", "production");
  static final int MOST_LOOKS = 600;

  /** The platform under test. */
  protected abstract Platform platform();

  /** The same outside, seen by a server that has just started and remembers nothing. */
  protected abstract Platform anotherServer();

  /** A release whose artifact is staged and whose instances become ready and stay so; another content for every version. */
  protected abstract Release release(String version);

  /** Lets an instance die by itself, as by a fault of its own. */
  protected abstract void die(TargetId target, InstanceId instance);

  /** What one that died while it left is: dead, or stopping where only its end keeps the outside from starting it again. */
  protected Set<Condition> deadWhileLeaving() {
    return Set.of(Condition.DEAD);
  }

  /** Whether its death is seen: it is dead for a while, unless the outside starts it again sooner than anybody can look. */
  protected boolean seenDead(Instance died) {
    return died.condition() == Condition.DEAD;
  }

  /** Lets a little time pass: some tens of milliseconds, real or virtual. */
  protected abstract void pass();

  protected static Map<InstanceId, Release> instances(Release release, int count) {
    Map<InstanceId, Release> wanted = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      wanted.put(new InstanceId(release.id(), i), release);
    }
    return wanted;
  }

  /** Converges and looks until it is so; both are harmless however often they are made. */
  protected PlatformSeen until(Platform platform, Map<InstanceId, Release> wanted, long epoch, Predicate<PlatformSeen> so) {
    PlatformSeen seen = platform.observe(TARGET);
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      platform.converge(TARGET, wanted, Set.of(), epoch);
      seen = platform.observe(TARGET);
      if (so.test(seen)) {
        return seen;
      }
      pass();
    }
    return fail("not so after " + MOST_LOOKS + " looks: " + seen);
  }

  protected static Optional<Instance> find(PlatformSeen seen, InstanceId id) {
    return seen.instances().stream().filter(i -> i.id().equals(id)).findFirst();
  }
}
