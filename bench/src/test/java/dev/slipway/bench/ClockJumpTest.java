package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real server whose clock is put forward and back by an hour while it works (libfaketime); the machine's own stays as it is. */
@Tag("long")
class ClockJumpTest {
  private static final int BAKE_SECONDS = 8;
  private static final Duration ALMOST_AN_HOUR = Duration.ofMinutes(50);

  @Test
  void a_clock_that_jumps_by_an_hour_neither_shortens_nor_lengthens_a_bake_and_costs_no_lease() throws Exception {
    Path library = library();
    try (Rig rig = Rig.ofClassPath()) {
      Path clock = rig.workspace().folder().resolve("clock");
      put(clock, "+0");
      rig.server().stop();
      rig.server().start(Map.of("LD_PRELOAD", library.toString(), "FAKETIME_TIMESTAMP_FILE", clock.toString(),
          "FAKETIME_CACHE_DURATION", "1", "FAKETIME_DONT_FAKE_MONOTONIC", "1", "FAKETIME_FORCE_MONOTONIC_FIX", "0", "NO_FAKE_STAT", "1"));
      Target target = rig.shop("clock");
      ServiceFile shop = target.shop();
      target.promoted(shop.strategy(Strategies.blueGreen("0s")), "1.0.0");
      long beganNanos = System.nanoTime();
      long rollout = target.deploy(shop.strategy(Strategies.canary("50%, 100%", BAKE_SECONDS + "s")), "1.1.0").path("rollout").asLong();
      target.awaitBaking(50);
      long epoch = last(target).path("epoch").asLong();
      put(clock, "+3600");
      JsonNode ahead = awaitRecord(target, r -> at(r).isAfter(Instant.now().plus(ALMOST_AN_HOUR)));
      put(clock, "-3600");
      JsonNode behind = awaitRecord(target, r -> at(r).isBefore(Instant.now().minus(ALMOST_AN_HOUR)));
      assertTrue(behind.path("sequence").asLong() > ahead.path("sequence").asLong());
      assertEquals("promoted", target.awaitEnd(rollout).path("outcome").asText());
      long tookSeconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNanos);
      assertTrue(tookSeconds >= BAKE_SECONDS, "a bake of " + BAKE_SECONDS + " s and all else took " + tookSeconds + " s");
      assertEquals(epoch, last(target).path("epoch").asLong(), "the lease was lost");
      goesOnAfterARestart(rig, target, shop);
    }
  }

  /** The clock that a server starts by is an hour behind what is journaled. */
  private static void goesOnAfterARestart(Rig rig, Target target, ServiceFile shop) {
    rig.server().kill();
    rig.server().start();
    target.promoted(shop.strategy(Strategies.blueGreen("1s")), "1.2.0");
    JsonNode verified = rig.server().api().get("/journal/verify");
    assertTrue(verified.path("whole").asBoolean(), verified.toString());
  }

  private static JsonNode awaitRecord(Target target, Predicate<JsonNode> wanted) {
    target.await("a record of that hour", Duration.ofSeconds(30), s -> records(target).stream().anyMatch(wanted));
    return records(target).stream().filter(wanted).findFirst().orElseThrow();
  }

  private static List<JsonNode> records(Target target) {
    return target.get("/journal?limit=1000").path("records").valueStream().toList();
  }

  private static JsonNode last(Target target) {
    return records(target).getLast();
  }

  private static Instant at(JsonNode record) {
    return Instant.parse(record.path("at").asText());
  }

  /** Whole or not at all: the server reads it once a second. */
  private static void put(Path clock, String offset) throws IOException {
    Path next = clock.resolveSibling("clock.next");
    Files.writeString(next, offset);
    Files.move(next, clock, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path library() throws IOException {
    Optional<Path> library;
    try (Stream<Path> all = Files.find(Path.of("/usr/lib"), 3, (p, a) -> p.endsWith("faketime/libfaketimeMT.so.1"))) {
      library = all.min(Comparator.naturalOrder());
    }
    if (library.isEmpty()) {
      String message = "SKIPPED: a clock that jumps was NOT tested, because there is no libfaketime. Install: apt-get install faketime";
      System.err.println("=".repeat(100) + "\n" + message + "\n" + "=".repeat(100));
      assertNotEquals("true", System.getenv("CI"), message);
      return Assumptions.abort(message);
    }
    return library.get();
  }
}
