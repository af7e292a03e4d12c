package dev.slipway.adapters.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.kubernetes.SetSeen.Replica;
import dev.slipway.core.release.ReleaseId;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The steps of a StatefulSet, against its controller in small: one that waits for every pod, as Kubernetes does. */
final class SetChangeTest {
  private static final ReleaseId ONE = new ReleaseId("1");
  private static final ReleaseId TWO = new ReleaseId("2");

  /** Three pods of release 1, all ready; pods of release 2 come up ready or not. */
  private static final class Controller {
    final TreeMap<Integer, ReleaseId> pods = new TreeMap<>(Map.of(0, ONE, 1, ONE, 2, ONE));
    final List<String> done = new ArrayList<>();
    ReleaseId template = ONE;
    ReleaseId current = ONE;
    int partition = 3;
    boolean twoIsGood = true;

    private boolean ready(int ordinal) {
      return pods.containsKey(ordinal) && (twoIsGood || !pods.get(ordinal).equals(TWO));
    }

    private SetSeen seen() {
      List<Replica> replicas = pods.entrySet().stream().map(p -> new Replica(p.getKey(), new PodBuilder().withNewMetadata()
          .withName("queue-" + p.getKey()).endMetadata().withNewStatus().addNewCondition().withType("Ready")
          .withStatus(ready(p.getKey()) ? "True" : "False").endCondition().endStatus().build(), Optional.of(p.getValue()))).toList();
      return new SetSeen(3, Optional.of(template), Optional.of(current), template.equals(current), partition, replicas);
    }

    /** What Slipway does, and then what Kubernetes does: a pod that is missing first, and else the highest that is not the newest. */
    void turn(Map<ReleaseId, Integer> wanted) {
      SetChange change = SetChange.of(seen(), wanted, 3);
      template = change.restore() ? current : change.write().orElse(template);
      partition = change.partition().orElse(partition);
      change.delete().forEach(p -> away(p.ordinal(), "slipway"));
      for (int i = 0; i < 3; i++) {
        if (!pods.containsKey(i)) {
          pods.put(i, i < partition ? current : template);
          return;
        }
        if (!ready(i)) {
          return;
        }
      }
      for (int i = 2; i >= partition; i--) {
        if (!pods.get(i).equals(template)) {
          away(i, "kubernetes");
          return;
        }
      }
      current = partition == 0 ? template : current;
    }

    private void away(int ordinal, String by) {
      pods.remove(ordinal);
      done.add(by + " " + ordinal);
      assertTrue(pods.size() >= 2 || !twoIsGood, "two are away at once: " + done);
    }

    void turns(Map<ReleaseId, Integer> wanted) {
      for (int i = 0; i < 12; i++) {
        turn(wanted);
      }
    }
  }

  @Test
  void forward_goes_from_the_highest_ordinal_down_and_no_further_than_is_asked() {
    Controller set = new Controller();
    set.turns(Map.of(ONE, 3, TWO, 1));
    assertEquals(Map.of(0, ONE, 1, ONE, 2, TWO), set.pods);
    set.turns(Map.of(ONE, 2, TWO, 2));
    assertEquals(Map.of(0, ONE, 1, TWO, 2, TWO), set.pods);
    set.turns(Map.of(TWO, 3));
    assertEquals(Map.of(0, TWO, 1, TWO, 2, TWO), set.pods);
    assertEquals(List.of("kubernetes 2", "kubernetes 1", "kubernetes 0"), set.done);
    assertEquals(3, set.partition, "held, so that nobody else's change of the template replaces a pod");
  }

  @Test
  void back_goes_the_other_way_one_pod_at_a_time_and_leaves_the_template_of_before() {
    Controller set = new Controller();
    set.turns(Map.of(ONE, 2, TWO, 2));
    set.done.clear();
    set.turns(Map.of(ONE, 3));
    assertEquals(Map.of(0, ONE, 1, ONE, 2, ONE), set.pods);
    assertEquals(List.of("slipway 1", "slipway 2"), set.done);
    assertEquals(ONE, set.template);
  }

  @Test
  void a_pod_that_is_not_ready_and_that_kubernetes_would_wait_for_is_made_anew_at_once() {
    Controller set = new Controller();
    set.twoIsGood = false;
    set.turns(Map.of(ONE, 3, TWO, 1));
    assertEquals(Map.of(0, ONE, 1, ONE, 2, TWO), set.pods);
    set.turns(Map.of(ONE, 3));
    assertEquals(Map.of(0, ONE, 1, ONE, 2, ONE), set.pods);
    assertEquals(ONE, set.template);
  }

  @Test
  void from_the_last_step_it_goes_back_too() {
    Controller set = new Controller();
    set.turns(Map.of(TWO, 3));
    assertEquals(TWO, set.current);
    set.turns(Map.of(ONE, 3));
    assertEquals(Map.of(0, ONE, 1, ONE, 2, ONE), set.pods);
    assertEquals(3, set.partition);
    List<String> calm = List.copyOf(set.done);
    set.turns(Map.of(ONE, 3));
    assertEquals(calm, set.done);
  }
}
