package dev.slipway.adapters.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch over real processes of the proxy. */
class ProxyWatchTest {
  private static final long PATIENCE_MILLIS = 20_000;
  private static final TargetId TARGET = new TargetId("shop", "production");
  private static final ReleaseId STABLE = new ReleaseId("1.3.2-aaaaaaaa");
  private static final RoutingTable TABLE =
      new RoutingTable(Optional.of(STABLE), Optional.empty(),
          List.of(new ReleaseRoute(STABLE, 100, List.of(new Backend(new InstanceId(STABLE, 0), new Endpoint("127.0.0.1", 9), false)))));

  @TempDir Path directory;
  private final List<ProxyWatch> watches = new ArrayList<>();
  private final List<Long> pids = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    watches.forEach(ProxyWatch::close);
    pid().ifPresent(pids::add);
    for (long each : pids) {
      Optional<ProcessHandle> process = ProcessHandle.of(each);
      if (process.isPresent()) {
        process.get().destroyForcibly();
        process.get().onExit().get();
      }
    }
  }

  @Test
  void a_proxy_that_is_killed_comes_back_with_its_table_though_nobody_asks_for_it() throws Exception {
    EmbeddedRouter router = serving();
    ProxyWatch watch = watched(router, version());
    long first = pid().orElseThrow();
    awaitThat("it is watched", () -> watch.trouble().isEmpty() && first == pid().orElse(0L));
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

  private EmbeddedRouter serving() {
    EmbeddedRouter router = router(directory, command(directory));
    Target target = new Target(TARGET, new TargetSettings(new Endpoint("127.0.0.1", 0), Optional.empty(), Optional.empty(), Duration.ZERO));
    router.apply(target, TABLE, new Router.Fence(7, 3, false));
    return router;
  }

  private static EmbeddedRouter router(Path folder, List<String> command) {
    return new EmbeddedRouter(folder, command, System::nanoTime);
  }

  private ProxyWatch watched(EmbeddedRouter router, String ownVersion) {
    ProxyWatch watch = router.watch(ownVersion, "", Clock.systemUTC()).start();
    watches.add(watch);
    return watch;
  }

  private static List<String> command(Path folder) {
    return List.of(
        ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
        System.getProperty("java.class.path"), "dev.slipway.proxy.ProxyMain", "--dir", folder.toString());
  }

  /** Of whoever answers now. */
  private Optional<Long> pid() {
    return hello().map(Hello::pid);
  }

  private String version() {
    return hello().orElseThrow().version();
  }

  private Optional<Hello> hello() {
    try {
      return Optional.of(Hello.ask(new AdminLine(directory.resolve("proxy.sock"), System::nanoTime)));
    } catch (IOException nobody) {
      return Optional.empty();
    }
  }

  private static void kill(long pid) {
    assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly());
  }

  private static void signal(String name, long pid) throws Exception {
    assertEquals(0, new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor());
  }

  private static void awaitThat(String what, BooleanSupplier condition) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new AssertionError("did not happen in " + PATIENCE_MILLIS + " ms: " + what);
      }
      Thread.sleep(20);
    }
  }
}
