package dev.slipway.adapters.process;

import static dev.slipway.adapters.process.Workshop.TARGET;
import static dev.slipway.adapters.process.Workshop.eventually;
import static dev.slipway.adapters.process.Workshop.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.ProcessTable;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can go wrong with real processes. */
final class ProcessPlatformTest extends RealProcesses {
  @Test
  void an_instance_gets_its_variables_and_neither_the_servers_secrets_nor_its_files() throws Exception {
    platform.close();
    platform = workshop.platform(Machine.here(), Map.of("PATH", System.getenv("PATH"), "DATABASE_PASSWORD", "secret"),
        InstanceLog.MOST_BYTES);
    Release release = workshop.server(platform, "1.0.0", Map.of("PORT", "1", "GREETING", "hello"));
    until(release, is(Condition.READY));
    Set<String> names = new TreeSet<>();
    String environment = Files.readString(Path.of("/proc/" + main(release) + "/environ"));
    Stream.of(environment.split("\0")).forEach(e -> names.add(e.split("=", 2)[0]));
    names.removeAll(Set.of("PWD", "SHLVL", "_", "OLDPWD", "LC_CTYPE"));
    assertEquals(
        Set.of("PATH", "SWITCHES", "GREETING", "PORT", "SLIPWAY_SERVICE", "SLIPWAY_ENVIRONMENT", "SLIPWAY_VERSION", "SLIPWAY_RELEASE",
            "SLIPWAY_INSTANCE", "SLIPWAY_ARTIFACT", "SLIPWAY_LIFE"), names);
    assertTrue(environment.contains("PORT=" + one().endpoint().orElseThrow().port()));
    assertTrue(environment.contains("SLIPWAY_INSTANCE=" + id(release)));
    try (Stream<Path> open = Files.list(Path.of("/proc/" + main(release) + "/fd"))) {
      for (Path fd : open.toList()) {
        String to = Files.readSymbolicLink(fd).toString();
        assertTrue(to.equals("/dev/null") || to.endsWith(".log") || to.startsWith("socket:") || to.startsWith("anon_inode"), to);
      }
    }
    assertEquals(workshop.found(release).workingDirectory().toRealPath(), Path.of("/proc/" + main(release) + "/cwd").toRealPath());
  }

  @Test
  void its_words_are_in_the_log_and_stay_when_it_is_gone_and_memory_is_measured() throws Exception {
    Release release = workshop.server(platform, "1.0.0");
    until(release, i -> i.condition() == Condition.READY && i.memoryBytes() > 1 << 20);
    assertTrue(one().memoryShare() > 0 && one().memoryShare() < 0.5, one()::toString);
    assertEquals(List.of("listening on " + one().endpoint().orElseThrow().port()), lines(release, 1));
    assertEquals(0, platform.pruning().artifacts(Set.of()));
    converge();
    eventually("gone", () -> platform.observe(TARGET).instances().isEmpty());
    assertEquals(1, platform.pruning().artifacts(Set.of()));
    assertTrue(lines(release, 1).getFirst().startsWith("listening on "));
    assertEquals(0, Workshop.running(release, workshop.state));
  }

  @Test
  void a_busy_instance_shows_its_share_of_a_core() throws Exception {
    Release release = workshop.release(platform, "1.0.0", "while True: pass\n", "/usr/bin/python3 ${artifact}", HealthSpec.portOnly(),
        Map.of());
    until(release, i -> i.cpu() > 0.1);
    assertEquals(Condition.STARTING, one().condition());
  }

  @Test
  void one_that_ignores_sigterm_is_killed_when_its_grace_is_over_and_not_before() throws Exception {
    Release release = workshop.server(platform, "1.0.0", Map.of("STUBBORN", "yes"));
    until(release, is(Condition.READY));
    long from = Machine.here().uptimeMillis();
    converge();
    assertEquals(Condition.STOPPING, one().condition());
    assertTrue(one().detail().contains("killed in 2 s"), one().detail());
    eventually("gone", () -> platform.observe(TARGET).instances().isEmpty());
    long took = Machine.here().uptimeMillis() - from;
    assertTrue(took >= 1_990, "killed after " + took + " ms");
    assertEquals(0, Workshop.running(release, workshop.state));
  }

  @Test
  void a_stop_begun_by_one_server_is_ended_by_the_next() throws Exception {
    Release release = workshop.server(platform, "1.0.0", Map.of("STUBBORN", "yes"));
    until(release, is(Condition.READY));
    converge();
    platform.close();
    ProcessPlatform next = workshop.platform();
    assertEquals(Condition.STOPPING, next.observe(TARGET).instances().getFirst().condition());
    eventually("gone", () -> next.observe(TARGET).instances().isEmpty());
    assertEquals(0, Workshop.running(release, workshop.state));
  }

  @Test
  void children_of_a_shell_are_told_to_end_too_and_leave_nothing_behind() throws Exception {
    Release release = script(
        "1.0.0", "/usr/bin/python3 ${artifact} & /usr/bin/python3 -c 'import time; time.sleep(300)' ${artifact} & wait");
    until(release, is(Condition.READY));
    assertEquals(2, Workshop.running(release, workshop.state));
    converge();
    eventually("gone", () -> platform.observe(TARGET).instances().isEmpty());
    assertEquals(0, Workshop.running(release, workshop.state));
  }

  @Test
  void a_crash_loop_backs_off_counts_and_says_code_and_last_words() throws Exception {
    Release release = workshop.release(platform, "1.0.0", "import sys; print('no database'); sys.exit(3)", "/usr/bin/python3 ${artifact}",
        Workshop.health("/"), Map.of());
    long from = Machine.here().uptimeMillis();
    until(release, i -> i.restarts() == 3);
    long took = Machine.here().uptimeMillis() - from;
    assertTrue(took >= 1_500, "3 deaths within " + took + " ms");
    assertEquals(Condition.DEAD, one().condition());
    eventually("its code is written", () -> one().detail().contains("exit code 3; last line of its log: no database"));
    platform.close();
    platform = workshop.platform();
    assertEquals(3, one().restarts());
  }

  @Test
  void commands_that_cannot_run_say_why() throws Exception {
    Release missing = script("1.0.0", "no-such-program ${artifact}");
    until(missing, is(Condition.DEAD));
    assertTrue(one().detail().contains("exit code 127 (the command was not found)") && one().detail().contains("no-such-program"), one()
        .detail());
    converge();
    eventually("gone", () -> platform.observe(TARGET).instances().isEmpty());
    Release notExecutable = script("2.0.0", "${artifact}");
    until(notExecutable, is(Condition.DEAD));
    assertTrue(one().detail().contains("exit code 126 (the command is not executable)"), one().detail());
  }

  @Test
  void a_log_that_cannot_be_opened_counts_as_a_death_and_says_so() throws Exception {
    Release release = workshop.server(platform, "1.0.0");
    Files.createDirectories(new Layout(workshop.state).log(TARGET, id(release)));
    until(release, is(Condition.DEAD));
    assertTrue(one().detail().startsWith("could not be started") && one().detail().contains(".log"), one().detail());
    assertEquals(1, one().restarts());
  }

  @Test
  void a_missing_artifact_is_told_and_does_not_keep_others_from_starting() throws Exception {
    Release gone = workshop.server(platform, "1.0.0");
    platform.pruning().artifacts(Set.of());
    Release there = workshop.server(platform, "2.0.0");
    OutsideException e = assertThrows(OutsideException.class, () -> converge(gone, there));
    assertEquals("SLW-3010", e.code());
    assertTrue(e.said().contains("1.0.0"), e.said());
    assertEquals(id(there), one().id());
  }

  @Test
  void a_port_taken_while_it_was_dead_is_exchanged_for_another() throws Exception {
    Release release = workshop.server(platform, "1.0.0");
    until(release, is(Condition.READY));
    int port = one().endpoint().orElseThrow().port();
    workshop.die(TARGET, id(release));
    eventually("port free", () -> Ports.free(port));
    try (ServerSocket thief = new ServerSocket(port)) {
      until(release, is(Condition.READY));
      assertNotEquals(thief.getLocalPort(), one().endpoint().orElseThrow().port());
    }
  }

  @Test
  void a_log_beyond_its_bound_is_rotated_while_it_is_written() throws Exception {
    platform.close();
    platform = workshop.platform(Machine.here(), System.getenv(), 10_000);
    String chatty = "import time\nn = 0\nwhile True:\n  print('line', n, 'x' * 500, flush=True); n += 1; time.sleep(0.01)\n";
    Release release = workshop.release(platform, "1.0.0", chatty, "/usr/bin/python3 ${artifact}", HealthSpec.portOnly(), Map.of());
    converge(release);
    Path old = new Layout(workshop.state).log(TARGET, id(release)).resolveSibling(id(release) + ".log.1");
    eventually("rotated", () -> Files.exists(old));
    eventually("goes on", () -> {
      try {
        return lines(release, 150).size() == 150;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  @Test
  void state_of_a_newer_slipway_and_broken_state_are_refused_and_touch_nothing() throws Exception {
    Release release = workshop.server(platform, "1.0.0");
    until(release, is(Condition.READY));
    Path intent = workshop.found(release).folder().resolve("intent.json");
    String good = Files.readString(intent);
    for (String bad : List.of(good.replace("\"format\" : 1", "\"format\" : 2"), good.substring(0, 40),
        good.replace("\"port\"", "\"prt\""))) {
      Files.writeString(intent, bad);
      OutsideException e = assertThrows(OutsideException.class, () -> platform.observe(TARGET));
      assertTrue(Set.of("SLW-3030", "SLW-3031").contains(e.code()) && e.said().contains("intent.json"), e.said());
      assertThrows(OutsideException.class, () -> converge());
    }
    Files.writeString(intent, good);
    assertEquals(1, Workshop.running(release, workshop.state));
    assertFalse(ProcessTable.arguments(main(release)).isEmpty());
  }
}
