package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a target costs a real engine in requests, and that what is not asked is known all the same. */
final class EngineCallsTest {
  private static final TargetId TARGET = new TargetId("hello", "calls-test");
  private static final int QUIET_LOOKS = 20;
  private static final int MOST_LOOKS = 600;

  @TempDir Path folder;
  private final List<CountedDoor> doors = new ArrayList<>();
  private RealEngine real;
  private DockerPlatform platform;

  @BeforeEach
  void open() {
    real = new RealEngine(folder, DockerEngine.LOCAL, () -> {
      doors.add(new CountedDoor(Doors.of(DockerEngine.LOCAL, folder)));
      return doors.getLast();
    });
    platform = real.platform();
  }

  @AfterEach
  void close() {
    if (real != null) {
      real.close();
    }
  }

  private Instance until(Release release, Predicate<Instance> so) {
    return Waiting.until(platform, TARGET, release, so);
  }

  /** Looks and converges until nothing has been asked for a while, and how many looks that took. */
  private void quiet(CountedDoor door, Release release) {
    int quiet = 0;
    int before = door.calls();
    for (int looks = 0; looks < MOST_LOOKS && quiet < QUIET_LOOKS; looks++) {
      platform.observe(TARGET);
      platform.converge(TARGET, Map.of(new InstanceId(release.id(), 0), release), Set.of(), 1);
      quiet = door.calls() == before ? quiet + 1 : 0;
      before = door.calls();
      Waiting.pass();
    }
    assertEquals(QUIET_LOOKS, quiet, "the engine is asked all the time");
  }

  @Test
  void a_target_at_rest_asks_nothing_and_sees_a_death_and_another_server_and_what_happened_while_the_engine_did_not_tell()
      throws IOException {
    CountedDoor door = doors.getLast();
    Release release = real.release(platform, TARGET, "1.0.0");
    until(release, i -> i.condition() == Condition.READY && i.memoryBytes() > 0);
    quiet(door, release);

    real.kill(TARGET, new InstanceId(release.id(), 0));
    until(release, i -> i.condition() == Condition.DEAD);
    until(release, i -> i.condition() == Condition.READY && i.restarts() == 1);
    quiet(door, release);

    door.cut();
    real.kill(TARGET, new InstanceId(release.id(), 0));
    until(release, i -> i.condition() == Condition.READY && i.restarts() == 2);
    quiet(door, release);

    real.platform().converge(TARGET, Map.of(new InstanceId(release.id(), 0), release), Set.of(), 2);
    assertTrue(refused(release), "an older server at rest does not hear of the newer one");
  }

  private boolean refused(Release release) {
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      try {
        platform.converge(TARGET, Map.of(new InstanceId(release.id(), 0), release), Set.of(), 1);
        Waiting.pass();
      } catch (OutsideException e) {
        return e.code().equals("SLW-3020");
      }
    }
    return false;
  }

  @Test
  void the_health_check_of_an_image_is_heard_of_and_not_asked_for() {
    real.change = "HEALTHCHECK --interval=200ms --retries=1 CMD [\"/bin/busybox\", \"test\", \"-e\", \"/well\"]";
    CountedDoor door = doors.getLast();
    Release release = real.release(platform, TARGET, "1.0.0", RealEngine.serving(
        "trap 'exit 0' TERM; (B=/bin/busybox; $B sleep 2; echo > /well; $B sleep 2; $B rm /well) & /bin/busybox httpd -f -p 8080 -h /www & "
            + "wait"), r -> r);
    until(release, i -> i.detail().contains("health check of its image"));
    until(release, i -> i.condition() == Condition.READY);
    int before = door.calls();
    Instance ill = until(release, i -> i.condition() == Condition.UNREADY);
    assertEquals("the health check of its image fails", ill.detail());
    assertTrue(door.calls() - before < QUIET_LOOKS, () -> "asked " + (door.calls() - before) + " times in 2 s");
  }
}
