package dev.slipway.adapters.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Answers of real processes, true ones and lies. */
final class HealthOfRealProcessesTest extends RealProcesses {
  @Test
  void unready_says_what_the_detail_report_says_and_recovers() throws Exception {
    HealthSpec health = new HealthSpec(Optional.of("/ready"), Optional.empty(), Optional.of("/report"), Duration.ofMillis(100),
        Duration.ofSeconds(1), Duration.ofSeconds(9));
    Release release = workshop.release(platform, "1.0.0", Workshop.SERVER, "/usr/bin/python3 ${artifact}", health,
        Map.of("SWITCHES", workshop.switches.toString()));
    until(release, is(Condition.READY));
    Path unready = Files.createFile(workshop.switches.resolve("unready"));
    until(release, is(Condition.UNREADY));
    assertEquals("GET /ready answered 503 (database: timeout); /report: database: away since 12:00", one().detail());
    Files.delete(unready);
    until(release, is(Condition.READY));
    assertEquals(0, one().restarts());
  }

  @Test
  void answers_that_come_too_late_or_trickle_in_are_no_answers() throws Exception {
    HealthSpec health = new HealthSpec(Optional.of("/ready"), Optional.empty(), Optional.empty(), Duration.ofMillis(100),
        Duration.ofMillis(300), Duration.ofSeconds(9));
    Release release = workshop.release(platform, "1.0.0", Workshop.SERVER, "/usr/bin/python3 ${artifact}", health,
        Map.of("SWITCHES", workshop.switches.toString()));
    until(release, is(Condition.READY));
    Path lie = Files.createFile(workshop.switches.resolve("trickle"));
    until(release, is(Condition.UNREADY));
    assertTrue(one().detail().contains("300 ms"), one().detail());
    Files.delete(lie);
    until(release, is(Condition.READY));
    Files.createFile(workshop.switches.resolve("slow"));
    until(release, is(Condition.UNREADY));
  }

  @Test
  void a_redirect_is_no_good_answer() throws Exception {
    Release release = workshop.release(platform, "1.0.0", Workshop.SERVER, "/usr/bin/python3 ${artifact}", Workshop.health("/moved"),
        Map.of());
    until(release, i -> i.detail().contains("GET /moved answered 302"));
    assertEquals(Condition.STARTING, one().condition());
  }

  @Test
  void bad_answers_to_the_live_question_restart_it() throws Exception {
    Release release = workshop.server(platform, "1.0.0");
    until(release, is(Condition.READY));
    long before = main(release);
    Path stuck = Files.createFile(workshop.switches.resolve("stuck"));
    until(release, i -> i.restarts() == 1);
    assertTrue(one().detail().contains("GET /live answered 500 (deadlock)"), one().detail());
    Files.delete(stuck);
    until(release, is(Condition.READY));
    assertNotEquals(before, main(release));
    assertEquals(1, Workshop.running(release, workshop.state));
  }
}
