package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.health.HealthQuestion;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Containers that compose itself started, taken for a release as they are, and let go. */
final class ComposeAdoptionTest extends BesideCompose {
  private static final TargetId TARGET = new TargetId("shop", "adoption-test");
  /** For longer than nobody may have asked it, however fast the looks are. */
  private static final int MANY_LOOKS = 60;

  @Test
  void what_compose_runs_is_stable_as_it_is_and_is_let_go_only_when_nobody_asks_it_any_more() throws Exception {
    Release stable = release("1.0.0");
    team.up(1);
    assertEquals(new Standing("1.0.0", stable.artifact(), 1), team.standing(platform, 0).orElseThrow());
    List<String> before = ComposeTeamTest.started(team.project);
    platform.adopting().adopt(TARGET, stable);
    Instance compose = Waiting.until(platform, TARGET, stable, i -> i.condition() == Condition.READY);
    assertEquals("1.0.0", HealthQuestion.get(compose.endpoint().orElseThrow().host(), 8080, "/version", Duration.ofSeconds(5)).body());

    Release next = release("1.1.0");
    InstanceId old = new InstanceId(stable.id(), 0);
    Instance candidate = readyBeside(stable, next);
    assertNotEquals(compose.endpoint(), candidate.endpoint());
    try (Socket user = new Socket("127.0.0.1", team.published)) {
      assertTrue(user.isConnected());
      assertTrue(held(next, old), () -> "it was ended while somebody used it: " + platform.observe(TARGET));
      assertEquals(before, ComposeTeamTest.started(team.project));
    }
    gone(next, old);
    assertEquals("exited", team.state());
    Waiting.gone(platform, TARGET);
  }

  @Test
  void all_containers_of_a_scaled_service_are_taken_and_a_candidate_that_goes_leaves_them_as_they_were() throws Exception {
    Release stable = team.release(platform, TARGET, "1.0.0", 2);
    team.up(2);
    assertEquals(2, team.standing(platform, 0).orElseThrow().instances());
    List<String> before = ComposeTeamTest.started(team.project);
    platform.adopting().adopt(TARGET, stable);
    InstanceId first = new InstanceId(stable.id(), 0);
    InstanceId second = new InstanceId(stable.id(), 1);
    Release next = release("1.1.0");
    InstanceId candidate = new InstanceId(next.id(), 0);
    ready(Map.of(first, stable, second, stable, candidate, next));
    ready(Map.of(first, stable, second, stable));
    assertTrue(platform.observe(TARGET).instances().stream().noneMatch(i -> i.id().equals(candidate)));
    assertEquals(before, ComposeTeamTest.started(team.project));
    Waiting.gone(platform, TARGET);
  }

  @Test
  void one_that_the_engine_started_again_with_another_process_is_still_let_go() throws Exception {
    Release stable = release("1.0.0");
    team.up(1);
    platform.adopting().adopt(TARGET, stable);
    Release next = release("1.1.0");
    InstanceId old = new InstanceId(stable.id(), 0);
    readyBeside(stable, next);
    try (Socket user = new Socket("127.0.0.1", team.published)) {
      assertTrue(user.isConnected());
      assertTrue(held(next, old), () -> "it was ended while somebody used it: " + platform.observe(TARGET));
      ComposeTeamTest.run(team.project, "docker-compose", "restart", "-t", "1", "web");
    }
    gone(next, old);
    assertEquals("exited", team.state());
    Waiting.gone(platform, TARGET);
  }

  private Release release(String version) {
    return team.release(platform, TARGET, version, 1);
  }

  /** The candidate when it is ready, while what compose runs is wanted all the time. */
  private Instance readyBeside(Release stable, Release next) {
    InstanceId candidate = new InstanceId(next.id(), 0);
    ready(Map.of(new InstanceId(stable.id(), 0), stable, candidate, next));
    return platform.observe(TARGET).instances().stream().filter(i -> i.id().equals(candidate)).findFirst().orElseThrow();
  }

  /** Until all of them are ready and no other is there. */
  private void ready(Map<InstanceId, Release> wanted) {
    Waiting.converged(platform, TARGET, wanted, all -> all.size() == wanted.size()
        && all.stream().allMatch(i -> wanted.containsKey(i.id()) && i.condition() == Condition.READY));
  }

  private void gone(Release next, InstanceId old) {
    Waiting.converged(platform, TARGET, Map.of(new InstanceId(next.id(), 0), next), all -> all.stream().noneMatch(i -> i.id().equals(old)));
  }

  /** Looks on for longer than nobody may have asked it. */
  private boolean held(Release next, InstanceId old) {
    for (int looks = 0; looks < MANY_LOOKS; looks++) {
      platform.converge(TARGET, Map.of(new InstanceId(next.id(), 0), next), Set.of(), 1);
      Optional<Instance> one = platform.observe(TARGET).instances().stream().filter(i -> i.id().equals(old)).findFirst();
      if (one.filter(i -> i.condition() == Condition.STOPPING && i.detail().contains("nobody has asked it")).isEmpty()) {
        return false;
      }
      Waiting.pass();
    }
    return true;
  }
}
