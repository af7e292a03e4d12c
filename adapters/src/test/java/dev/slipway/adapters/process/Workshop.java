package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.ProcessTable;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** A state folder, platforms over it, small real programs to run in it, and the broom afterwards. */
final class Workshop implements AutoCloseable {
  static final TargetId TARGET = new TargetId("shop", "production");
  static final Ports PORTS = new Ports(22_000, 29_999);

  /** An HTTP server in a few lines; the files beside it change how it behaves while it runs. */
  static final String SERVER =
      """
      import http.server, os, sys, time, signal
      def says(name):
          return os.path.exists(os.path.join(os.environ.get('SWITCHES', '/nonexistent'), name))
      class Handler(http.server.BaseHTTPRequestHandler):
          def do_GET(self):
              code, body = 200, 'well'
              if self.path == '/ready' and says('unready'): code, body = 503, 'database: timeout'
              if self.path == '/live' and says('stuck'): code, body = 500, 'deadlock'
              if self.path == '/report': body = 'database: away since 12:00'
              if self.path == '/moved': code = 302
              if says('slow'): time.sleep(5)
              self.send_response(code)
              if code == 302: self.send_header('Location', '/ready')
              self.send_header('Content-Length', str(len(body) * (1000 if says('trickle') else 1)))
              self.end_headers()
              if says('trickle'):
                  for c in body * 1000:
                      self.wfile.write(c.encode()); self.wfile.flush(); time.sleep(0.05)
              self.wfile.write(body.encode())
          def log_message(self, *a): pass
      if os.environ.get('STUBBORN'): signal.signal(signal.SIGTERM, signal.SIG_IGN)
      http.server.ThreadingHTTPServer.allow_reuse_address = True
      server = http.server.ThreadingHTTPServer(('127.0.0.1', int(os.environ['PORT'])), Handler)
      print('listening on', os.environ['PORT'], flush=True)
      server.serve_forever()
      """;

  final Path state;
  final Path switches;
  private final Path sources;
  private final List<ProcessPlatform> open = new ArrayList<>();

  Workshop(Path folder) throws IOException {
    state = folder.resolve("state");
    switches = Files.createDirectories(folder.resolve("switches"));
    sources = Files.createDirectories(folder.resolve("sources"));
  }

  ProcessPlatform platform() {
    return platform(Machine.here());
  }

  ProcessPlatform platform(Machine machine) {
    return platform(machine, System.getenv(), InstanceLog.MOST_BYTES);
  }

  ProcessPlatform platform(Machine machine, Map<String, String> environment, long mostLogBytes) {
    ProcessPlatform made = new ProcessPlatform(state, PORTS, machine, new SessionStarter(), environment, RandomGenerator.getDefault(),
        mostLogBytes);
    open.add(made);
    return made;
  }

  Path source(String name, String content) throws IOException {
    return Files.writeString(sources.resolve(name), content);
  }

  /** A release that runs a command over a small program. */
  Release release(ProcessPlatform platform, String version, String program, String command, HealthSpec health, Map<String,
      String> environment)
      throws IOException {
    Path source = source("app.py", "# " + version + "\n" + program);
    Digest digest = platform.stage(new dev.slipway.core.release.Shipment.Files(source));
    RunSpec run =
        new RunSpec(1, "app.py", command, environment, health, Duration.ofSeconds(2), Optional.empty());
    return new Release(new ReleaseId(version + "-" + digest.brief()), version, digest, digest, run);
  }

  Release server(ProcessPlatform platform, String version) throws IOException {
    return server(platform, version, Map.of());
  }

  Release server(ProcessPlatform platform, String version, Map<String, String> more) throws IOException {
    Map<String, String> environment = new LinkedHashMap<>(more);
    environment.put("SWITCHES", switches.toString());
    return release(platform, version, SERVER, "/usr/bin/python3 ${artifact}", health("/ready"), environment);
  }

  static HealthSpec health(String ready) {
    return new HealthSpec(
        Optional.of(ready), Optional.of("/live"), Optional.empty(), Duration.ofMillis(200), Duration.ofMillis(1_000),
            Duration.ofSeconds(20));
  }

  static InstanceId id(Release release) {
    return new InstanceId(release.id(), 0);
  }

  Found found(Release release) throws IOException {
    return new InstanceFolders(new Layout(state)).one(TARGET, id(release)).orElseThrow();
  }

  /** Kills the command itself, as a fault of its own would end it. */
  void die(TargetId target, InstanceId instance) throws IOException {
    Found found = new InstanceFolders(new Layout(state)).one(target, instance).orElseThrow();
    found.made().orElseThrow().main().signal(Machine.here(), dev.slipway.adapters.linux.Signal.KILL);
  }

  /** The processes that run for a release now, told by their environment and not by any file. */
  static long running(Release release, Path state) {
    return ProcessTable.read().withEnvironment("SLIPWAY_RELEASE=" + release.id()).stream()
        .filter(p -> ProcessTable.arguments(p.pid()).startsWith("/usr/bin/python3") && ProcessTable.arguments(p.pid())
            .contains(state.toString()))
        .count();
  }

  static void eventually(String what, BooleanSupplier so) throws InterruptedException {
    for (int looks = 0; looks < 1_000; looks++) {
      if (so.getAsBoolean()) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("never: " + what);
  }

  /** Ends everything that was started here, by the entries of its environment. */
  @Override
  public void close() throws IOException, InterruptedException {
    ProcessPlatform last = new ProcessPlatform(state, PORTS, Machine.here(), new SessionStarter(), System.getenv(),
        RandomGenerator.getDefault(), InstanceLog.MOST_BYTES);
    open.add(last);
    for (TargetId target : new InstanceFolders(new Layout(state)).targets()) {
      last.converge(target, Map.of(), Set.of(), Long.MAX_VALUE / 10_000_000);
      eventually("nothing runs", () -> last.observe(target).instances().isEmpty());
    }
    open.forEach(ProcessPlatform::close);
  }
}
