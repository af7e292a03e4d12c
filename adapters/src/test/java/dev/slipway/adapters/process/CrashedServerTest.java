package dev.slipway.adapters.process;

import static dev.slipway.adapters.process.Workshop.TARGET;
import static dev.slipway.adapters.process.Workshop.eventually;
import static dev.slipway.adapters.process.Workshop.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.linux.Claim;
import dev.slipway.adapters.linux.Detached;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server may die between any two steps: nothing is started twice and nothing is lost. */
final class CrashedServerTest {
  @TempDir Path folder;
  private Workshop workshop;
  private ProcessPlatform platform;
  private Release release;

  @BeforeEach
  void open() throws IOException {
    workshop = new Workshop(folder);
    platform = workshop.platform();
    release = workshop.server(platform, "1.0.0");
  }

  @AfterEach
  void close() throws Exception {
    workshop.close();
  }

  private Map<InstanceId, Release> wanted(int count) {
    Map<InstanceId, Release> wanted = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      wanted.put(new InstanceId(release.id(), i), release);
    }
    return wanted;
  }

  private void ready(ProcessPlatform on, int count) throws InterruptedException {
    eventually("ready", () -> {
      on.converge(TARGET, wanted(count), Set.of(), 1);
      return on.observe(TARGET).ready(release.id()) == count;
    });
  }

  private Found started() throws Exception {
    ready(platform, 1);
    platform.close();
    return workshop.found(release);
  }

  @Test
  void an_intent_that_was_written_but_not_carried_out_is_carried_out_once() throws Exception {
    Intent intent = new Intent(TARGET, id(release), release, Workshop.PORTS.allot(Set.of(), new Random(1)), 1, 1, "abc",
        new Intent.Moment(Machine.here().boot(), 1), 0, 0, 0, java.util.Optional.empty());
    new InstanceFolders(new Layout(workshop.state)).make(intent);
    assertEquals(Condition.STARTING, platform.observe(TARGET).instances().getFirst().condition());
    ready(platform, 1);
    assertEquals(0, platform.observe(TARGET).instances().getFirst().restarts());
    assertEquals(1, Workshop.running(release, workshop.state));
    assertTrue(Claim.read(workshop.found(release).folder().resolve("claim-abc")) instanceof Claim.Seen.Revoked);
  }

  @Test
  void a_shell_that_comes_after_its_claim_was_revoked_never_runs_its_command() throws Exception {
    Path here = Files.createDirectory(folder.resolve("late"));
    assertTrue(Claim.revoke(here.resolve("claim")));
    Detached.Command command = new Detached.Command(here.resolve("claim"), here.resolve("exit"), here.resolve("log"), here, "touch ran",
        System.getenv());
    Process late = Detached.start(command, here.resolve("said"));
    late.waitFor();
    eventually("swept", () -> here.toFile().list().length == 3);
    assertFalse(Files.exists(here.resolve("ran")));
    assertFalse(Files.exists(here.resolve("exit")));
  }

  @Test
  void of_many_shells_with_one_claim_one_runs() throws Exception {
    Path here = Files.createDirectory(folder.resolve("many"));
    Detached.Command command = new Detached.Command(here.resolve("claim"), here.resolve("exit"), here.resolve("log"), here,
        "echo ran >>ran; exit 7", System.getenv());
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(Detached.start(command, here.resolve("said")));
    }
    for (Process process : all) {
      process.waitFor();
    }
    assertEquals(List.of("ran"), Files.readAllLines(here.resolve("ran")));
    assertEquals("7", Files.readString(here.resolve("exit")).strip());
  }

  @Test
  void a_process_whose_claim_file_was_lost_is_found_by_its_environment() throws Exception {
    Found found = started();
    Claim before = found.made().orElseThrow();
    Files.delete(found.claimFile());
    ProcessPlatform next = workshop.platform();
    ready(next, 1);
    assertEquals(before, workshop.found(release).made().orElseThrow());
    assertEquals(1, Workshop.running(release, workshop.state));
  }

  @Test
  void a_process_that_was_given_a_dead_ones_number_is_never_signalled() throws Exception {
    Found found = started();
    Process bystander = new ProcessBuilder("sleep", "60").start();
    try {
      workshop.die(TARGET, id(release));
      eventually("dead", () -> !found.made().orElseThrow().leader().alive(Machine.here()));
      String boot = Machine.here().boot();
      String line = bystander.pid() + " (x) S 1 0 " + bystander.pid() + " 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 0";
      Files.writeString(found.claimFile(), boot + "\n" + line + "\n" + line + "\n");
      ProcessPlatform next = workshop.platform();
      assertEquals(Condition.DEAD, next.observe(TARGET).instances().getFirst().condition());
      next.converge(TARGET, Map.of(), Set.of(), 1);
      eventually("gone", () -> next.observe(TARGET).instances().isEmpty());
      assertTrue(bystander.isAlive());
    } finally {
      bystander.destroyForcibly();
    }
  }

  @Test
  void after_the_machine_was_started_anew_instances_come_back_at_once_and_it_is_not_held_against_them() throws Exception {
    Found found = started();
    workshop.die(TARGET, id(release));
    eventually("dead", () -> !found.made().orElseThrow().leader().alive(Machine.here()));
    Machine rebooted = new Machine() {
      @Override
      public String boot() {
        return "another-boot";
      }

      @Override
      public long uptimeMillis() {
        return Machine.here().uptimeMillis();
      }
    };
    ProcessPlatform next = workshop.platform(rebooted);
    Instance dead = next.observe(TARGET).instances().getFirst();
    assertEquals(Condition.DEAD, dead.condition());
    assertTrue(dead.detail().contains("machine was started anew"), dead.detail());
    assertEquals(0, dead.restarts());
    next.converge(TARGET, wanted(1), Set.of(), 1);
    next.close();
    ProcessPlatform here = workshop.platform();
    eventually("runs", () -> Workshop.running(release, workshop.state) == 1);
    assertTrue(here.observe(TARGET).instances().getFirst().restarts() <= 1);
  }

  @Test
  void half_made_and_half_removed_folders_are_no_instances_and_are_swept() throws Exception {
    Layout layout = new Layout(workshop.state);
    for (String half : new String[] {".new-1", ".gone-2"}) {
      Files.writeString(Layout.made(layout.instances(TARGET).resolve(half)).resolve("intent.json"), "{");
    }
    Layout.made(layout.instances(TARGET).resolve("no-intent.0"));
    assertTrue(platform.observe(TARGET).instances().isEmpty());
    ready(platform, 1);
    try (Stream<Path> left = Files.list(layout.instances(TARGET))) {
      assertTrue(left.noneMatch(p -> p.getFileName().toString().matches("\\.(new|gone)-.*")));
    }
  }

  @Test
  void a_server_killed_at_random_moments_starts_none_twice_and_loses_none() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int instances = 3;
    Map<InstanceId, Integer> ports = new LinkedHashMap<>();
    for (int kill = 0; kill < Integer.getInteger("slipway.kills", 5); kill++) {
      Process server = ServerProcess.fork(workshop.state, release, instances);
      assertEquals('s', server.getInputStream().read());
      Thread.sleep(random.nextInt(kill < 3 ? 120 : 900));
      server.destroyForcibly().waitFor();
      ProcessPlatform next = workshop.platform();
      ready(next, instances);
      assertEquals(instances, next.observe(TARGET).instances().size(), "seed " + seed);
      assertEquals(instances, Workshop.running(release, workshop.state), "seed " + seed);
      next.observe(TARGET).instances().forEach(i -> ports.put(i.id(), i.endpoint().orElseThrow().port()));
      assertEquals(instances, Set.copyOf(ports.values()).size());
      if (kill % 2 == 0) {
        next.converge(TARGET, Map.of(), Set.of(), 1);
      }
      next.close();
    }
  }

  @Test
  void two_servers_at_once_start_each_instance_once() throws Exception {
    platform.close();
    Process one = ServerProcess.fork(workshop.state, release, 4);
    Process two = ServerProcess.fork(workshop.state, release, 4);
    try {
      ProcessPlatform third = workshop.platform();
      ready(third, 4);
      for (int i = 0; i < 4; i++) {
        workshop.die(TARGET, new InstanceId(release.id(), i));
      }
      eventually("all came back", () -> third.observe(TARGET).ready(release.id()) == 4 && third.observe(TARGET).instances().stream()
          .allMatch(i -> i.restarts() == 1));
      assertEquals(4, Workshop.running(release, workshop.state));
    } finally {
      one.destroyForcibly().waitFor();
      two.destroyForcibly().waitFor();
    }
  }
}
