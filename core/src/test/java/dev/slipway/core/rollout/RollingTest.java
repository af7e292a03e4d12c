package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.ReleaseId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RollingTest {
  private static final ReleaseId ONE = new ReleaseId("1");

  @Test
  void a_single_instance_keeps_its_traffic_until_its_successor_is_ready() {
    Story story = Story.stable("1", 1).deploy("2", 1, Given.with(Given.rolling(1, 0)));
    assertEquals("starting", story.phase());
    story.obeyRouter();
    assertEquals(100, story.router().table().weightOf(ONE));
    assertEquals(1, story.convergence().kept().size());
  }

  @Test
  void a_surge_starts_the_successor_before_anything_is_let_go() {
    Story story = Story.stable("1", 3).deploy("2", 3, Given.with(Given.rolling(1, 1)));
    assertEquals(3, story.convergence().kept().size());
    story.until("baking").obey();
    assertEquals(2, story.instances("1"));
  }

  @Test
  void without_room_for_stable_the_last_step_journals_all_traffic_before_the_last_stable_instance_leaves() {
    Story story = Story.stable("1", 2).deploy("2", 2, Given.with(Given.rolling(1, 0))).until("baking");
    assertEquals(50, story.weight());
    story.bake(11, 10, 0);
    assertEquals("starting", story.phase());
    assertEquals(100, story.weight());
  }

  @Test
  void promoting_fully_still_replaces_a_batch_at_a_time_for_there_is_no_room_for_all() {
    Story story = Story.stable("1", 4).deploy("2", 4, Given.with(Given.rolling(1, 0))).until("baking");
    var unused = story.command(new Command.Promote("anna", true));
    unused = story.look();
    assertEquals(1, story.rollout().stepIndex());
    assertEquals(2, story.rollout().step().candidateInstances());
  }

  @Test
  void every_weight_on_the_way_is_one_of_the_plan() {
    for (int batch : List.of(1, 2, 3)) {
      Story story = Story.stable("1", 6).deploy("2", 6, Given.with(Given.rolling(batch, 1)));
      int before = 0;
      while (!story.phase().equals("idle")) {
        story.obey().seconds(0.2).served("2", 5, 0);
        var unused = story.look();
        int now = story.state().rollout().map(Rollout::weight).orElse(100);
        assertTrue(now >= before, "weights only rise");
        before = now;
      }
      assertEquals("2", story.stableVersion());
    }
  }
}
