package dev.slipway.adapters.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Real proxies of one directory with one table, and whoever watches them. */
abstract class WatchedProxies {
  static final long PATIENCE_MILLIS = 20_000;
  static final TargetId TARGET = new TargetId("shop", "production");
  static final ReleaseId STABLE = new ReleaseId("1.3.2-aaaaaaaa");
  static final RoutingTable TABLE =
      new RoutingTable(Optional.of(STABLE), Optional.empty(),
          List.of(new ReleaseRoute(STABLE, 100, List.of(new Backend(new InstanceId(STABLE, 0), new Endpoint("127.0.0.1", 9), false)))));

  @TempDir Path directory;
  final List<ProxyWatch> watches = new ArrayList<>();
  final List<Long> pids = new ArrayList<>();

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

  EmbeddedRouter serving() {
    EmbeddedRouter router = router(directory, command(directory));
    Target target = new Target(TARGET, new TargetSettings(new Endpoint("127.0.0.1", 0), Optional.empty(), Optional.empty(), Duration.ZERO));
    router.apply(target, TABLE, new Router.Fence(7, 3, false));
    return router;
  }

  static EmbeddedRouter router(Path folder, List<String> command) {
    return new EmbeddedRouter(folder, command, System::nanoTime);
  }

  ProxyWatch watched(EmbeddedRouter router, String ownVersion) {
    ProxyWatch watch = router.watch(ownVersion, "", Clock.systemUTC()).start();
    watches.add(watch);
    return watch;
  }

  static List<String> command(Path folder) {
    return List.of(
        ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
        System.getProperty("java.class.path"), "dev.slipway.proxy.ProxyMain", "--dir", folder.toString());
  }

  /** Of whoever answers now. */
  Optional<Long> pid() {
    return hello().map(Hello::pid);
  }

  String version() {
    return hello().orElseThrow().version();
  }

  Optional<Hello> hello() {
    try {
      return Optional.of(Hello.ask(new AdminLine(directory.resolve("proxy.sock"), System::nanoTime)));
    } catch (IOException nobody) {
      return Optional.empty();
    }
  }

  static void kill(long pid) {
    assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly());
  }

  static void signal(String name, long pid) throws Exception {
    assertEquals(0, new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor());
  }

  static void awaitThat(String what, BooleanSupplier condition) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new AssertionError("did not happen in " + PATIENCE_MILLIS + " ms: " + what);
      }
      Thread.sleep(20);
    }
  }
}
