package dev.slipway.adapters.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The watch over real processes of the proxy. */
class ProxyWatchTest extends WatchedProxies {
  @Test
  void a_proxy_that_is_killed_comes_back_with_its_table_though_nobody_asks_for_it() throws Exception {
    EmbeddedRouter router = serving();
    ProxyWatch watch = watched(router, version());
    long first = pid().orElseThrow();
    awaitThat("it is watched", () -> watch.lastPid() == first);
    kill(first);
    awaitThat("it was started again", () -> watch.trouble().filter(t -> t.code().equals("SLW-4058") && t.over()).isPresent());
    assertNotEquals(first, pid().orElseThrow());
    assertEquals(TABLE, router.read(TARGET).table());
    assertEquals(7, router.read(TARGET).epoch());
    assertEquals(3, router.read(TARGET).generation());
    assertTrue(watch.trouble().orElseThrow().message().startsWith("the proxy (process " + first + ") died"), watch.trouble().toString());
  }

  @Test
  void a_proxy_that_does_not_stay_up_is_started_less_and_less_often_and_raises_an_alarm() throws Exception {
    Path starts = directory.resolve("starts");
    Path broken = Files.createDirectory(directory.resolve("proxy"));
    Files.writeString(broken.resolve("proxy.json"), "{}");
    ProxyWatch watch = watched(router(broken, List.of("sh", "-c", "echo started >> " + starts)), "any");
    awaitThat("it is given up for a while", () -> watch.trouble().filter(t -> t.code().equals("SLW-4056") && !t.over()).isPresent());
    long soFar = Files.readAllLines(starts).size();
    assertTrue(soFar >= 3 && soFar <= 5, soFar + " starts");
  }

  @Test
  void a_proxy_that_says_nothing_is_told_of_and_not_touched() throws Exception {
    EmbeddedRouter router = serving();
    long pid = pid().orElseThrow();
    ProxyWatch watch = watched(router, version());
    signal("STOP", pid);
    try {
      awaitThat("it is told", () -> watch.trouble().filter(t -> t.code().equals("SLW-4059") && !t.over()).isPresent());
    } finally {
      signal("CONT", pid);
    }
    awaitThat("it is well again", () -> watch.trouble().isEmpty());
    assertEquals(pid, pid().orElseThrow());
  }

  @Test
  void a_proxy_of_another_version_is_upgraded_by_itself_and_goes_on_counting() throws Exception {
    EmbeddedRouter router = serving();
    String boot = router.counts(TARGET).boot();
    long first = pid().orElseThrow();
    pids.add(first);
    watched(router, "a newer one");
    awaitThat("another one serves", () -> pid().filter(now -> now != first).isPresent());
    assertEquals(TABLE, router.read(TARGET).table());
    assertEquals(boot, router.counts(TARGET).boot());
    ProcessHandle.of(first).ifPresent(old -> old.onExit().join());
  }

  @Test
  void an_upgrade_that_fails_leaves_the_old_proxy_serving_and_is_told() throws Exception {
    serving();
    long first = pid().orElseThrow();
    ProxyWatch watch = watched(router(directory, List.of("false")), "a newer one");
    awaitThat("it is told", () -> watch.trouble().filter(t -> t.code().equals("SLW-4057")).isPresent());
    assertEquals(first, pid().orElseThrow());
    assertFalse(watch.trouble().orElseThrow().message().isEmpty());
  }
}
