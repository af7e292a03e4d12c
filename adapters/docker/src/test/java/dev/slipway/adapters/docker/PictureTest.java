package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.rollout.TargetId;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What is known of containers from what the engine tells, where its lists are slower than its events. */
final class PictureTest {
  private static final TargetId TARGET = new TargetId("shop", "picture-test");
  private static final String ID = "c0ffee";
  private static final String LISTED = """
      [{"Id": "c0ffee", "Names": ["/slipway-shop-picture-test-1.0.0-abc.0"], "State": "%s", "Status": "", "Created": 1,
        "Labels": {"dev.slipway.target": "shop/picture-test", "dev.slipway.instance": "1.0.0-abc.0"}}]""";
  private static final String EVENT = """
      {"Type": "container", "Action": "%s", "Actor": {"ID": "c0ffee", "Attributes": {"dev.slipway.target": "shop/picture-test"}}}
      """;
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int MOST_LOOKS = 600;

  private final AtomicLong clockNanos = new AtomicLong();
  private final SaidEngine said = new SaidEngine();

  @Test
  void a_list_that_still_shows_a_container_running_whose_death_was_told_is_not_believed_however_long_it_lags() throws IOException {
    try (Engine engine = new Engine(DockerEngine.LOCAL, said); Live live = new Live(engine, clockNanos::get)) {
      Picture picture = new Picture(new Fleet(engine), live, clockNanos::get);
      said.list(LISTED.formatted("running"));
      eventually(() -> {
        clockNanos.addAndGet(2 * SECOND_NANOS);
        return picture.of(TARGET).size() == 1 && picture.mark(TARGET.toString()).isPresent();
      });
      assertEquals(Found.Life.RUNNING, life(picture));

      said.tell(EVENT.formatted("die"));
      eventually(() -> live.ended(ID));
      for (int looks = 0; looks < 5; looks++) {
        clockNanos.addAndGet(SECOND_NANOS);
        assertEquals(Found.Life.RUNNING, life(picture));
      }
      said.list(LISTED.formatted("exited"));
      assertEquals(Found.Life.ENDED, life(picture));

      said.tell(EVENT.formatted("start"));
      eventually(() -> !live.ended(ID));
      said.list(LISTED.formatted("running"));
      clockNanos.addAndGet(SECOND_NANOS);
      assertEquals(Found.Life.RUNNING, life(picture));
      said.list(LISTED.formatted("exited"));
      assertEquals(Found.Life.RUNNING, life(picture), "a target at rest is asked for all the time");
    }
  }

  private static Found.Life life(Picture picture) {
    return picture.of(TARGET).getFirst().life();
  }

  private static void eventually(BooleanSupplier so) {
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      if (so.getAsBoolean()) {
        return;
      }
      Waiting.pass();
    }
    assertTrue(so.getAsBoolean());
  }
}
