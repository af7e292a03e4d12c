package dev.slipway.adapters.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which of those that leave stay a while. */
final class LeaversTest {
  private static final InstanceId ID = new InstanceId(new ReleaseId("1.0-a"), 0);
  private final Leavers leavers = new Leavers();

  private List<InstanceId> staying(Condition condition, int restarts) {
    return leavers.staying(Set.of(ID), List.of(new Instance(ID, condition, Optional.empty(), restarts, 0, 0, 0, "")));
  }

  @Test
  void whoever_died_before_it_left_stays_until_it_dies_again() {
    assertEquals(List.of(ID), staying(Condition.READY, 2));
    assertEquals(List.of(ID), staying(Condition.READY, 2));
    assertEquals(List.of(), staying(Condition.READY, 3), "it was started again sooner than anybody looked");
  }

  @Test
  void whoever_is_dead_or_gone_is_let_go_and_forgotten() {
    assertEquals(List.of(), staying(Condition.DEAD, 1));
    assertEquals(List.of(), leavers.staying(Set.of(), List.of()));
    assertEquals(List.of(ID), staying(Condition.READY, 1), "it was asked for again since");
  }
}
