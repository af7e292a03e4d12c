package dev.slipway.server.view;

import dev.slipway.core.strategy.Plan;
import dev.slipway.core.strategy.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of a plan.
 *
 * @param number from 1
 * @param state done, current or ahead
 */
public record StepView(
    int number,
    int weight,
    int candidateInstances,
    int stableInstances,
    int maxInstances,
    long bakeMillis,
    boolean hold,
    String state) {

  /** All steps of a plan of which {@code current}, from 0, is the one it is in; −1 when it has not begun. */
  public static List<StepView> of(Plan plan, int current) {
    List<StepView> views = new ArrayList<>();
    for (int i = 0; i < plan.steps().size(); i++) {
      Step s = plan.steps().get(i);
      String state = i < current ? "done" : i == current ? "current" : "ahead";
      views.add(
          new StepView(
              i + 1, s.candidateWeight(), s.candidateInstances(), s.stableInstances(), s.maxInstances(), s.bake().toMillis(), s.hold(), state));
    }
    return views;
  }
}
