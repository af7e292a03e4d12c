package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.LogPart;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Containers that die, cannot be started, do not want to end or are taken away, in a real engine. */
final class ContainerDeathTest extends InEngine {
  private static final TargetId TARGET = new TargetId("hello", "docker-death-test");

  ContainerDeathTest() {
    super(TARGET);
  }

  @Test
  void a_container_that_dies_again_and_again_is_started_ever_later_and_says_why() throws IOException {
    Release release = real.release(
        platform, TARGET, "1.0.0", RealEngine.serving("echo life; sleep 0.2; echo gone wrong >&2; exit 3"), r -> r);
    Instance dead = until(release, i -> i.condition() == Condition.DEAD && i.restarts() >= 3);
    assertTrue(dead.detail().contains("exit code 3") && dead.detail().contains("gone wrong") && dead.detail()
        .contains("started again in"), dead.detail());
    LogPart last = platform.logs(TARGET, first(release), Optional.empty(), 100);
    assertEquals(List.of("life", "gone wrong"), last.lines().subList(0, 2).stream().sorted(Comparator.reverseOrder()).toList());
    LogPart next = platform.logs(TARGET, first(release), Optional.of(last.next()), 100);
    assertTrue(next.lines().isEmpty(), next::toString);
    until(release, i -> i.condition() == Condition.DEAD && i.restarts() >= dead.restarts() + 1);
    LogPart more = platform.logs(TARGET, first(release), Optional.of(last.next()), 100);
    assertEquals(2, more.lines().size(), more::toString);
  }


  @Test
  void what_cannot_be_started_is_dead_and_says_why() {
    ContainerSpec spec = new ContainerSpec(
        8080, List.of("/no/such/program"), Optional.empty(), Optional.empty(), Optional.empty(), false, List.of(), List.of(), List.of(),
            List.of(),
        Optional.empty());
    Release release = real.release(platform, TARGET, "1.0.0", spec, r -> r);
    Instance dead = until(release, i -> i.condition() == Condition.DEAD);
    assertTrue(dead.detail().contains("could not be started") && dead.detail().contains("/no/such/program"), dead.detail());
  }


  @Test
  void one_that_heeds_no_signal_is_killed_when_its_grace_is_over_and_what_it_wrote_is_kept() throws IOException {
    Release release = real.release(platform, TARGET, "1.0.0",
        RealEngine.serving("trap '' TERM; echo stubborn; /bin/busybox httpd -f -p 8080 -h /www"), r -> r);
    until(release, i -> i.condition() == Condition.READY);
    Waiting.gone(platform, TARGET);
    assertEquals(List.of("stubborn"), platform.logs(TARGET, first(release), Optional.empty(), 10).lines());
  }


  @Test
  void a_container_that_somebody_removes_comes_back() {
    Release release = real.release(platform, TARGET, "1.0.0");
    until(release, i -> i.condition() == Condition.READY);
    String before = real.container(TARGET, first(release));
    real.engine.ask("remove", c -> c.removeContainerCmd(before).withForce(true).exec());
    until(release, i -> i.condition() == Condition.READY && !real.container(TARGET, first(release)).equals(before));
  }
}
