package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is wrong around a target is kept once when it begins and once when it is over. */
class NotingTest {
  private static final OpenProblem AWAY = new OpenProblem("router", "SLW-4010", "nobody there", Instant.EPOCH);
  private TargetState state = TargetState.empty(new TargetId("shop", "production"));

  private List<Event> noted(OpenProblem problem, boolean over) {
    Decision decision = Decider.decide(state, new Input.Commanded(new Command.NoteProblem("slipway", problem, over), Instant.EPOCH));
    assertEquals(Optional.empty(), decision.refusal());
    state = decision.state();
    return decision.events();
  }

  @Test
  void who_sees_it_again_or_says_that_it_is_over_again_changes_nothing() {
    OpenProblem again = new OpenProblem(AWAY.part(), AWAY.code(), "still nobody there", Instant.EPOCH.plusSeconds(9));
    assertEquals(List.of(), noted(AWAY, true));
    assertEquals(List.of(new Event.ProblemBegan(AWAY)), noted(AWAY, false));
    assertEquals(List.of(), noted(again, false));
    assertEquals(List.of(new Event.ProblemOver(AWAY)), noted(again, true));
    assertEquals(List.of(), noted(again, true));
    assertEquals(TargetState.empty(state.id()), state);
  }

  @Test
  void of_very_many_only_so_many_are_kept() {
    for (int i = 0; i < 30; i++) {
      noted(new OpenProblem("metrics", "SLW-" + (4500 + i), "x", Instant.EPOCH), false);
    }
    assertEquals(20, state.wrong().orElseThrow().size());
  }
}
