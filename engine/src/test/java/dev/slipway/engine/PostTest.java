package dev.slipway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.loop.HeldElsewhereException;
import dev.slipway.engine.loop.Outside;
import dev.slipway.engine.loop.TargetLoop;
import dev.slipway.engine.store.PostgresStore;
import dev.slipway.engine.store.RealPostgres;
import dev.slipway.engine.store.SharedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands between two engines, through the inbox of a real database. */
@Timeout(60)
class PostTest {
  private static final TargetId SHOP = new TargetId("shop", "production");
  private static final Command PAUSE = new Command.Pause("ada", "lunch");
  private final AtomicInteger ids = new AtomicInteger();
  private static RealPostgres postgres;
  private static int schemas;
  private PostgresStore holder;
  private PostgresStore other;

  @BeforeAll
  static void starts() {
    postgres = SharedPostgres.get();
  }

  @BeforeEach
  void two_servers() {
    String schema = "post_" + ++schemas;
    holder = PostgresStore.open(postgres.address(schema), postgres.password(), Instant::now);
    other = PostgresStore.open(postgres.address(schema), postgres.password(), Instant::now);
    assertEquals(1, holder.lease(SHOP, "holder", Duration.ofMinutes(10)).orElseThrow());
  }

  @AfterEach
  void close() {
    holder.close();
    other.close();
  }

  private Post post(PostgresStore store, String owner, Supplier<Decision> here) {
    Letters letters = new Letters(
        store, (inbox, letter) -> (next, expected, epoch, draft) -> inbox.commit(letter, next, expected, epoch, draft),
        () -> "letter-" + ids.incrementAndGet());
    return new Post(letters, store, owner, (target, command, commits) -> here.get());
  }

  private static Decision refused() {
    return Decision.refused(TargetState.empty(SHOP), "SLW-2010", "there is nothing to pause");
  }

  @Test
  void a_command_that_cannot_be_carried_out_at_first_is_tried_again_and_its_refusal_comes_back() {
    AtomicInteger tries = new AtomicInteger();
    try (Post works = post(holder, "holder", () -> {
      return switch (tries.incrementAndGet()) {
        case 1 -> throw new OutsideException("SLW-5031", "the database went away");
        case 2 -> throw heldElsewhere();
        default -> refused();
      };
    }); Post asks = post(other, "other", PostTest::refused)) {
      works.start();
      asks.start();
      assertEquals(refused(), asks.forward(SHOP, PAUSE));
      assertEquals(3, tries.get());
    }
  }

  /** As a loop tells it whose lease is another's. */
  private HeldElsewhereException heldElsewhere() {
    InstantSource clock = Instant::now;
    TargetLoop loop = new TargetLoop(SHOP, "other", other, state -> outside(), new Clocks(clock, clock));
    return assertThrows(HeldElsewhereException.class, () -> loop.submit(PAUSE));
  }

  private static Outside outside() {
    throw new IllegalStateException("nothing is looked at without a lease");
  }

  @Test
  void a_command_that_nobody_takes_is_taken_back_when_its_engine_ends_and_never_carried_out() throws Exception {
    Post asks = post(other, "other", PostTest::refused);
    Thread ends = Thread.ofPlatform().unstarted(asks::close);
    asks.start();
    ends.start();
    assertEquals("SLW-5043", assertThrows(OutsideException.class, () -> asks.forward(SHOP, PAUSE)).code());
    ends.join();
    assertTrue(holder.waiting("holder", 10).isEmpty());
    Thread.currentThread().interrupt();
    asks.close();
    assertTrue(Thread.interrupted());
  }
}
