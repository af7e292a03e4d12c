package dev.slipway.core.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every platform keeps to, a fake one included. A subclass brings the platform, two releases that come up, and a way to kill. */
public abstract class PlatformContract extends PlatformUnderTest {
  private static InstanceId first(Release release) {
    return new InstanceId(release.id(), 0);
  }

  @Test
  void a_target_nothing_was_asked_for_has_no_instances_and_no_logs() throws IOException {
    TargetId unknown = new TargetId("nobody", "nowhere");
    assertTrue(platform().observe(unknown).instances().isEmpty());
    assertTrue(platform().logs(unknown, first(release("1.0.0")), Optional.empty(), 10).lines().isEmpty());
  }

  @Test
  void instances_asked_for_become_ready_at_endpoints_of_their_own() {
    Release release = release("1.0.0");
    PlatformSeen seen = until(platform(), instances(release, 2), 1, s -> s.ready(release.id()) == 2);
    List<Instance> both = seen.instances();
    assertEquals(2, both.size());
    assertNotEquals(both.get(0).endpoint().orElseThrow(), both.get(1).endpoint().orElseThrow());
    assertEquals(0, both.get(0).restarts() + both.get(1).restarts());
  }

  @Test
  void asking_again_for_what_is_there_changes_nothing() {
    Release release = release("1.0.0");
    PlatformSeen once = until(platform(), instances(release, 1), 1, s -> s.ready(release.id()) == 1);
    for (int i = 0; i < 5; i++) {
      platform().converge(TARGET, instances(release, 1), Set.of(), 1);
      pass();
    }
    PlatformSeen again = platform().observe(TARGET);
    assertEquals(1, again.instances().size());
    assertEquals(once.instances().getFirst().endpoint(), again.instances().getFirst().endpoint());
    assertEquals(0, again.instances().getFirst().restarts());
  }

  @Test
  void what_is_no_longer_asked_for_stops_and_is_gone_and_the_others_stay() {
    Release stable = release("1.0.0");
    Release candidate = release("2.0.0");
    Map<InstanceId, Release> both = new LinkedHashMap<>(instances(stable, 1));
    both.putAll(instances(candidate, 1));
    until(platform(), both, 1, s -> s.ready(stable.id()) == 1 && s.ready(candidate.id()) == 1);
    platform().converge(TARGET, instances(candidate, 1), Set.of(), 1);
    Optional<Instance> leaving = find(platform().observe(TARGET), first(stable));
    assertTrue(leaving.isEmpty() || leaving.get().condition() == Condition.STOPPING, leaving::toString);
    PlatformSeen seen = until(platform(), instances(candidate, 1), 1, s -> s.present(stable.id()) == 0);
    assertEquals(1, seen.ready(candidate.id()));
  }

  @Test
  void what_leaves_is_not_stopped_and_not_started_again_when_it_dies() {
    Release release = release("1.0.0");
    InstanceId id = first(release);
    until(platform(), instances(release, 1), 1, s -> s.ready(release.id()) == 1);
    platform().converge(TARGET, Map.of(), Set.of(id), 1);
    pass();
    assertEquals(Condition.READY, find(platform().observe(TARGET), id).orElseThrow().condition());
    die(TARGET, id);
    // How soon a death is known is the outside's own affair.
    for (int looks = 0; looks < MOST_LOOKS && !over(find(platform().observe(TARGET), id)); looks++) {
      platform().converge(TARGET, Map.of(), Set.of(id), 1);
      pass();
    }
    for (int i = 0; i < 60; i++) {
      platform().converge(TARGET, Map.of(), Set.of(id), 1);
      pass();
    }
    Optional<Instance> dead = find(platform().observe(TARGET), id);
    assertTrue(over(dead), dead::toString);
  }

  private boolean over(Optional<Instance> leaving) {
    return leaving.isEmpty() || deadWhileLeaving().contains(leaving.get().condition());
  }

  @Test
  void an_instance_that_dies_is_dead_then_started_again_and_its_deaths_are_counted() {
    Release release = release("1.0.0");
    until(platform(), instances(release, 1), 1, s -> s.ready(release.id()) == 1);
    die(TARGET, first(release));
    PlatformSeen dead = until(platform(), instances(release, 1), 1, s -> seenDead(find(s, first(release)).orElseThrow()));
    assertEquals(1, find(dead, first(release)).orElseThrow().restarts());
    assertFalse(find(dead, first(release)).orElseThrow().detail().isBlank());
    PlatformSeen alive = until(platform(), instances(release, 1), 1, s -> s.ready(release.id()) == 1);
    assertEquals(1, find(alive, first(release)).orElseThrow().restarts());
  }

  @Test
  void an_older_epoch_is_refused_and_changes_nothing() {
    Release release = release("1.0.0");
    until(platform(), instances(release, 1), 7, s -> s.ready(release.id()) == 1);
    OutsideException refused = assertThrows(OutsideException.class, () -> platform().converge(TARGET, Map.of(), Set.of(), 6));
    assertTrue(refused.code().startsWith("SLW-3"), refused.code());
    pass();
    assertEquals(1, platform().observe(TARGET).ready(release.id()));
    platform().converge(TARGET, instances(release, 1), Set.of(), 7);
    platform().converge(TARGET, instances(release, 1), Set.of(), 8);
    assertThrows(OutsideException.class, () -> anotherServer().converge(TARGET, instances(release, 1), Set.of(), 7));
  }

  @Test
  void a_server_that_remembers_nothing_sees_the_same_and_starts_nothing_twice() {
    Release release = release("1.0.0");
    PlatformSeen before = until(platform(), instances(release, 2), 1, s -> s.ready(release.id()) == 2);
    Platform other = anotherServer();
    PlatformSeen after = other.observe(TARGET);
    assertEquals(2, after.ready(release.id()), after::toString);
    other.converge(TARGET, instances(release, 2), Set.of(), 2);
    pass();
    PlatformSeen then = other.observe(TARGET);
    assertEquals(before.instances().stream().map(Instance::endpoint).toList(), then.instances().stream().map(Instance::endpoint).toList());
    assertEquals(0, then.instances().stream().mapToInt(Instance::restarts).sum());
    until(other, Map.of(), 2, s -> s.instances().isEmpty());
  }

  @Test
  void an_instance_stopped_and_asked_for_again_comes_back() {
    Release release = release("1.0.0");
    until(platform(), instances(release, 1), 1, s -> s.ready(release.id()) == 1);
    platform().converge(TARGET, Map.of(), Set.of(), 1);
    PlatformSeen back = until(platform(), instances(release, 1), 1, s -> s.ready(release.id()) == 1);
    assertEquals(0, back.instances().getFirst().restarts());
  }
}
