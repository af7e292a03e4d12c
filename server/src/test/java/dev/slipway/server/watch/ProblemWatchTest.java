package dev.slipway.server.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.server.view.TargetStatus.OutsideProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lasts is kept once, and what comes and goes is not. */
class ProblemWatchTest implements ProblemWatch.Keeper {
  private static final OutsideProblem ROUTER = new OutsideProblem("router", "SLW-4010", "nobody there");
  private static final OutsideProblem STORE = new OutsideProblem("store", "SLW-5006", "no answer");
  private static final int LOOK_SECONDS = 15;

  private final List<String> kept = new ArrayList<>();
  private TargetState state = TargetState.empty(new TargetId("shop", "production"));
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private List<OutsideProblem> wrong = List.of();
  private boolean away;
  private ProblemWatch watch = new ProblemWatch(this, () -> now, () -> now);

  @Override
  public List<ProblemWatch.Now> now() {
    return List.of(new ProblemWatch.Now(state, wrong));
  }

  @Override
  public void submit(TargetId target, Command command) {
    if (away) {
      throw new OutsideException("SLW-5006", "the store does not answer");
    }
    Decision decision = Decider.decide(state, new Input.Commanded(command, now));
    state = decision.state();
    decision.events().forEach(e -> kept.add(e instanceof Event.ProblemBegan b ? "began " + b.problem().key() + " " + b.problem().since()
        : "over " + ((Event.ProblemOver) e).problem().key()));
  }

  private void seconds(int seconds, OutsideProblem... seen) {
    wrong = List.of(seen);
    for (int passed = 0; passed < seconds; passed += LOOK_SECONDS) {
      now = now.plusSeconds(LOOK_SECONDS);
      watch.look();
    }
  }

  @Test
  void what_lasts_a_minute_is_kept_once_and_its_end_a_minute_after() {
    seconds(60, ROUTER);
    assertEquals(List.of(), kept);
    seconds(600, ROUTER);
    assertEquals(List.of("began router:SLW-4010 2030-01-01T00:00:15Z"), kept);
    seconds(60);
    assertEquals(1, kept.size());
    seconds(600);
    assertEquals("over router:SLW-4010", kept.getLast());
    assertEquals(2, kept.size());
  }

  @Test
  void what_comes_and_goes_is_not_told_each_time() {
    for (int i = 0; i < 20; i++) {
      seconds(45, ROUTER);
      seconds(15);
    }
    assertEquals(List.of(), kept);
    seconds(90, ROUTER);
    for (int i = 0; i < 20; i++) {
      seconds(45);
      seconds(15, ROUTER);
    }
    assertEquals(1, kept.size());
  }

  @Test
  void a_store_that_was_away_is_told_of_when_it_is_back_and_so_is_its_end() {
    away = true;
    seconds(300, STORE);
    assertEquals(List.of(), kept);
    away = false;
    seconds(15);
    assertEquals(List.of("began store:SLW-5006 2030-01-01T00:00:15Z"), kept);
    seconds(120);
    assertEquals("over store:SLW-5006", kept.getLast());
    assertEquals(2, kept.size());
  }

  @Test
  void a_server_that_starts_anew_in_the_middle_tells_nothing_twice_and_knows_the_end() {
    seconds(90, ROUTER);
    watch = new ProblemWatch(this, () -> now, () -> now);
    seconds(300, ROUTER);
    assertEquals(1, kept.size());
    watch = new ProblemWatch(this, () -> now, () -> now);
    seconds(300);
    assertEquals("over router:SLW-4010", kept.getLast());
    assertEquals(2, kept.size());
  }
}
