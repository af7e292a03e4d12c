package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.rollout.Cause;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.engine.journal.Replay;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.loop.Outside;
import dev.slipway.engine.loop.TargetLoop;
import dev.slipway.engine.loop.Tick;
import dev.slipway.engine.metric.Readings;
import dev.slipway.engine.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that does not answer in the middle of a rollout, under the real judge and the real loop, in virtual time. */
class StoreAwayTest {
  private static final int MOST_TURNS = 4_000;
  private static final int MOST_RECORDS = 20_000;

  private final FakeOutside outside = new FakeOutside();
  private final RefusingRouter router = new RefusingRouter(outside);
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private boolean away;
  private boolean commitsFail;
  private double errors = 0.001;
  private int left = 400;
  private final InMemoryStore store = new InMemoryStore(() -> now, InMemoryStore.Records.CHAINED, MOST_RECORDS, new InMemoryStore.Hook() {
    @Override
    public void before(InMemoryStore.Call call, TargetId target) {
      if (away || commitsFail && call == InMemoryStore.Call.COMMIT) {
        throw new OutsideException("SLW-5031", "the database went away");
      }
    }
  });
  private final TargetLoop loop = loop("one");

  private TargetLoop loop(String owner) {
    Clocks clocks = new Clocks(() -> now, () -> now);
    return new TargetLoop(JudgedJournal.TARGET, owner, store, s -> new Outside(outside, router, outside, Readings.NONE), clocks);
  }

  /** The candidate has half of the traffic. */
  @BeforeEach
  void half_way() {
    outside.users = Optional.of(new FakeUsers(7, 3, release -> release.equals("1.1") ? errors : 0.001));
    deploy("1.0");
    turn(loop, t -> t.state().rollout().isEmpty());
    deploy("1.1");
    turn(loop, t -> phase(t).filter(p -> p instanceof Phase.Baking).isPresent()
        && t.state().rollout().orElseThrow().weight() == 50);
  }

  private void deploy(String version) {
    var unused = loop.submit(new Command.Deploy("ada", JudgedJournal.release(version), JudgedJournal.policy(JudgePolicy.DEFAULT),
        JudgedJournal.SETTINGS, Command.WhenBusy.REFUSE, false, ""));
  }

  private static Optional<Phase> phase(Tick tick) {
    return tick.state().rollout().map(Rollout::phase);
  }

  private Tick turn(TargetLoop turned, Predicate<Tick> until) {
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      now = now.plusMillis(250);
      Tick tick = turned.tick();
      if (until.test(tick)) {
        return tick;
      }
      if (!away && phase(tick).filter(p -> p instanceof Phase.Baking b && b.held().isPresent()).isPresent()) {
        var promoted = turned.submit(new Command.Promote("bob", false));
      }
    }
    throw new AssertionError("it never became so");
  }

  private List<Integer> weights() {
    return outside.read(JudgedJournal.TARGET).table().routes().stream().map(ReleaseRoute::weight).toList();
  }

  private Optional<Cause> wentBack() {
    return store.journal(Optional.of(JudgedJournal.TARGET), 0, MOST_RECORDS).stream().flatMap(r -> r.events().stream())
        .filter(e -> e instanceof Event.WentBack).map(e -> ((Event.WentBack) e).cause()).findFirst();
  }

  @Test
  void weights_hold_for_as_long_as_it_is_away_and_go_on_when_it_is_back() {
    away = true;
    Tick tick = turn(loop, t -> --left == 0);
    assertEquals("SLW-5031", tick.problems().getFirst().code());
    assertEquals(List.of(50, 50), weights());
    assertEquals(Optional.empty(), outside.read(JudgedJournal.TARGET).override());
    away = false;
    turn(loop, t -> t.state().rollout().isEmpty());
    assertEquals(Optional.empty(), wentBack());
    assertEquals("1.1", store.load(JudgedJournal.TARGET).state().stable().orElseThrow().version());
  }

  @Test
  void a_candidate_that_fails_meanwhile_is_taken_out_at_the_router_and_whoever_comes_next_journals_its_way_back() {
    away = true;
    errors = 0.3;
    turn(loop, t -> outside.read(JudgedJournal.TARGET).override().isPresent());
    assertEquals("slipway", outside.read(JudgedJournal.TARGET).override().orElseThrow().by());
    away = false;
    now = now.plus(Duration.ofMinutes(1));
    TargetLoop other = loop("two");
    turn(other, t -> t.state().rollout().isEmpty());
    Cause.Emergency cause = assertInstanceOf(Cause.Emergency.class, wentBack().orElseThrow());
    assertTrue(cause.reason().matches("error-rate.*[(]decided while the store did not answer[)]"), cause.reason());
    assertEquals("1.0", store.load(JudgedJournal.TARGET).state().stable().orElseThrow().version());
    assertEquals(Optional.empty(), outside.read(JudgedJournal.TARGET).override());
    assertInstanceOf(Replay.Result.Same.class, Replay.check(store.journal(Optional.empty(), 0, MOST_RECORDS).stream()));
  }

  @Test
  void a_router_that_refuses_is_told_and_asked_again() {
    away = true;
    errors = 0.3;
    router.refuses = true;
    turn(loop, t -> t.problems().stream().anyMatch(p -> p.code().equals("SLW-4021")));
    router.refuses = false;
    turn(loop, t -> outside.read(JudgedJournal.TARGET).override().isPresent());
  }

  @Test
  void a_way_back_whose_commit_failed_is_taken_at_the_router_as_well() {
    commitsFail = true;
    errors = 0.3;
    turn(loop, t -> outside.read(JudgedJournal.TARGET).override().isPresent());
    commitsFail = false;
    turn(loop, t -> t.state().rollout().isEmpty());
    assertTrue(wentBack().isPresent());
  }
}
