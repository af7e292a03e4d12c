package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.traffic.KubernetesPlace;
import dev.slipway.core.traffic.KubernetesWay;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rollouts of what no traffic is moved to: workers, and pods that are replaced in order. */
final class UnroutedTest {
  private static TargetSettings settings(KubernetesWay way) {
    KubernetesPlace place = new KubernetesPlace(Optional.empty(), Optional.empty(), "web");
    TargetSettings s = Given.SETTINGS;
    return new TargetSettings(s.listen(), s.tls(), s.sticky(), s.drain(),
        Optional.of(new RouterSpec.Kubernetes(place, "mailer", Optional.empty(), "", way)), Optional.empty());
  }

  private static Story adopted(int instances, TargetSettings settings) {
    Story story = Story.empty();
    var adopted = story.command(new Command.Adopt("anna", Given.release("1", instances), settings));
    return story.obey();
  }

  private static Story deployed(Story story, int instances, TargetSettings settings) {
    var begun = story.command(new Command.Deploy("anna", Given.release("2", instances), Given.with(Given.rolling(1, 1)), settings,
        Command.WhenBusy.QUEUE, false, ""));
    return story;
  }

  @Test
  void a_way_back_waits_for_no_instance_of_stable_to_carry_traffic() {
    TargetSettings settings = settings(new KubernetesWay.Ordered());
    Story story = deployed(adopted(1, settings), 1, settings).until("baking").obey();
    assertEquals(0, story.instances("1"), "its place was taken");
    var turned = story.abort().look();
    assertEquals(0, story.weight());
    var back = story.obeyRouter().look();
    assertEquals(Optional.of(Phase.Stage.RETIRING),
        story.state().rollout().map(Rollout::phase).map(p -> p instanceof Phase.GoingBack g ? g.stage() : null));
    story.obey().all("1", Condition.READY).until("idle");
    assertEquals("1", story.stableVersion());
  }

  @Test
  void an_instance_in_order_may_wait_for_the_end_of_the_one_before_longer_than_a_start_takes() {
    for (KubernetesWay way : new KubernetesWay[] {new KubernetesWay.Ordered(), new KubernetesWay.None()}) {
      TargetSettings settings = settings(way);
      Story story = deployed(adopted(3, settings), 3, settings);
      var late = story.seconds(31).look();
      assertEquals(way instanceof KubernetesWay.Ordered ? "starting" : "going-back", story.phase());
      var tooLate = story.seconds(90).look();
      assertEquals("going-back", story.phase());
    }
  }

  @Test
  void a_release_of_before_comes_back_one_by_one_where_each_takes_the_place_of_another_and_at_once_elsewhere() {
    for (KubernetesWay way : new KubernetesWay[] {new KubernetesWay.Ordered(), new KubernetesWay.None()}) {
      TargetSettings settings = settings(way);
      Story story = adopted(3, settings);
      var back = story.command(new Command.Rollback("anna", "wrong", Optional.of(Given.release("0", 3))));
      int steps = story.state().rollout().orElseThrow().plan().steps().size();
      assertEquals(way instanceof KubernetesWay.Ordered ? 3 : 1, steps);
    }
  }
}
