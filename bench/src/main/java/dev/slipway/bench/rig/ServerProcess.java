package dev.slipway.bench.rig;

import dev.slipway.cli.CliException;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server as its own process, started by the launcher on the workspace's state folder; it can be killed and started again. */
public final class ServerProcess implements Apis, AutoCloseable {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(30);
  private static final int POLL_MILLIS = 5;

  private final Workspace workspace;
  private final ServerPlace place;
  private final Servers servers;
  private Optional<Process> process = Optional.empty();

  /** Not started yet. */
  public ServerProcess(Installation installation, Workspace workspace) {
    this(workspace, ServerPlace.alone(installation, workspace));
  }

  /** Not started yet, at a place of its own. */
  ServerProcess(Workspace workspace, ServerPlace place) {
    this.workspace = workspace;
    this.place = place;
    this.servers = new Servers(place.state());
  }

  /** Starts it and waits until it answers. */
  public void start() {
    start(Map.of());
  }

  /** The same with further variables in its environment, for this once. */
  public void start(Map<String, String> environment) {
    process = Optional.of(place.with(environment).launch());
    awaitHealthy();
  }

  /** Starts it and does not wait. */
  public void launch() {
    process = Optional.of(place.launch());
  }

  /** Waits until its health answers. */
  public void awaitHealthy() {
    if (!Wait.until(READY_TIMEOUT, POLL_MILLIS, () -> isHealthy() || !running().isAlive()) || !running().isAlive()) {
      throw new RigException("the server did not start:\n" + Workspace.read(place.out()));
    }
  }

  private boolean isHealthy() {
    try {
      return servers.running().filter(api -> api.get("/health").path("pid").asLong() == running().pid()).isPresent();
    } catch (CliException notYet) {
      return false;
    }
  }

  @Override
  public Api api() {
    return servers.running().orElseThrow(() -> new RigException("no server runs on " + place.state()));
  }

  @Override
  public Optional<Api> apiIfThere() {
    try {
      return servers.running();
    } catch (CliException unreadable) {
      return Optional.empty();
    }
  }

  /** Its process id. */
  public long pid() {
    return running().pid();
  }

  /** Waits until it has ended, and how it did. */
  public int exit() {
    await(running());
    return running().exitValue();
  }

  /** kill −9. */
  public void kill() {
    await(running().destroyForcibly());
  }

  /** Ends it through its API; instances and proxy run on. */
  public void stop() {
    if (process.filter(Process::isAlive).isEmpty()) {
      return;
    }
    try {
      servers.running().ifPresent(api -> api.post("/stop", Api.JSON.createObjectNode()));
    } catch (CliException e) {
      System.err.println("the server did not take its stop: " + e.said());
    }
    await(running());
  }

  private static void await(Process process) {
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        throw new RigException("the server (process " + process.pid() + ") did not end within 15 s and was killed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigException("interrupted", e);
    }
  }

  private Process running() {
    return process.orElseThrow(() -> new RigException("the server was never started"));
  }

  /** Ends the server and the routers of the state folder. */
  @Override
  public void close() {
    try {
      stop();
    } finally {
      proxyPid().flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroy);
      for (Path folder : Workspace.list(workspace.state().resolve("haproxy"))) {
        haproxyPids(folder).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
      }
    }
  }

  /** The process id of the HAProxy that serves SERVICE/ENV, from the file it is kept in. */
  public long haproxyPid(String target) {
    return haproxyPids(workspace.state().resolve("haproxy").resolve(target.replace('/', '.'))).getLast();
  }

  /** Those before it may still finish what they had. */
  private static List<Long> haproxyPids(Path folder) {
    return Workspace.read(folder.resolve("haproxy.pid")).lines().map(line -> Long.valueOf(line.split("_")[1])).toList();
  }

  /** The proxy's process id, from the file it keeps. */
  public Optional<Long> proxyPid() {
    String text = Workspace.read(workspace.state().resolve("proxy").resolve("proxy.pid")).strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(text));
  }
}
