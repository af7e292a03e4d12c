package dev.slipway.proxy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.proxy.admin.AdminOperations;
import dev.slipway.proxy.admin.AdminSocket;
import dev.slipway.proxy.admin.Boot;
import dev.slipway.proxy.admin.MetricsListener;
import dev.slipway.proxy.listen.Listeners;
import dev.slipway.proxy.listen.Transport;
import dev.slipway.proxy.listen.Workers;
import dev.slipway.proxy.relay.Worker;
import dev.slipway.proxy.state.StateDirectory;
import dev.slipway.proxy.state.StateFile;
import dev.slipway.proxy.state.TargetState;
import dev.slipway.proxy.state.Targets;
import dev.slipway.proxy.table.Table;
import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One running proxy: everything is wired here, started, and ended in order. */
final class Proxy {
  private static final String VERSION = "0.1.0";
  private static final long CHORES_MILLIS = 1_000;
  private static final long LEAVE_POLL_MILLIS = 20;
  /** A WebSocket that is told to go has a second for it. */
  private static final long CUT_MILLIS = 1_500;
  private static final int DEFAULT_DRAIN_MILLIS = 30_000;

  private final StateDirectory directory;
  private final EventLog log;
  private final Workers workers;
  private final Listeners listeners;
  private final Targets targets;
  private final AdminSocket admin;
  private final Optional<MetricsListener> metrics;
  private final ScheduledExecutorService chores;
  private final CountDownLatch stopAsked = new CountDownLatch(1);

  private Proxy(StateDirectory directory, ProxyOptions options, EventLog log) throws IOException, StateFile.Unreadable {
    InstantSource clock = Clock.systemUTC();
    ObjectMapper json = new ObjectMapper();
    StateFile file = new StateFile(directory.stateFile(), json);
    var loaded = file.load();
    Transport transport = Transport.best();
    Boot boot = new Boot(UUID.randomUUID().toString(), ProcessHandle.current().pid(), VERSION, clock.millis());
    this.directory = directory;
    this.log = log;
    this.workers = new Workers(options.threads(), transport, System::nanoTime);
    this.listeners = new Listeners(workers, transport);
    this.targets = new Targets(file, loaded, workers, listeners);
    targets.serveLoaded().forEach(log::say);
    this.admin = new AdminSocket(directory.socket(), new AdminOperations(targets, boot, clock, json, stopAsked::countDown));
    this.metrics = options.metricsPort().isPresent() ? Optional.of(new MetricsListener(options.metricsPort().getAsInt(), targets))
        : Optional.empty();
    if (metrics.isPresent()) {
      directory.write("proxy.metrics-port", metrics.get().port());
    }
    this.chores = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("chores").factory());
    chores.scheduleWithFixedDelay(this::chores, CHORES_MILLIS, CHORES_MILLIS, TimeUnit.MILLISECONDS);
    log.say("proxy " + VERSION + " with " + options.threads() + " event loop(s) on " + transport.name() + ", boot " + boot.id());
  }

  /** Starts in a directory that is ours. Serves what its file holds before anybody asks. */
  static Proxy start(StateDirectory directory, ProxyOptions options, EventLog log) throws IOException, StateFile.Unreadable {
    return new Proxy(directory, options, log);
  }

  /** Waits until somebody asks for the end. */
  void awaitStop() throws InterruptedException {
    stopAsked.await();
  }

  /** Stops listening, lets what is open end within the longest drain deadline, then lets go of everything. */
  void stop() throws IOException, InterruptedException {
    log.say("stopping");
    chores.shutdownNow();
    listeners.closeAll();
    int drainMillis = longestDrainMillis();
    workers.tell(worker -> worker.leave(drainMillis + CUT_MILLIS));
    awaitNobody(drainMillis, _ -> {});
    awaitNobody(CUT_MILLIS, Worker::cutAll);
    log.say("stopped with " + clients() + " connections open");
    admin.close();
    metrics.ifPresent(MetricsListener::close);
    workers.close();
    directory.close();
  }

  private void awaitNobody(long timeoutMillis, Consumer<Worker> meanwhile) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    while (clients() > 0 && System.nanoTime() - deadlineNanos < 0) {
      workers.tell(meanwhile);
      TimeUnit.MILLISECONDS.sleep(LEAVE_POLL_MILLIS);
    }
  }

  private int clients() {
    return workers.ask(Worker::clients).stream().mapToInt(Integer::intValue).sum();
  }

  private int longestDrainMillis() {
    return targets.names().stream()
        .map(targets::state)
        .map(TargetState::table)
        .flatMap(Optional::stream)
        .mapToInt(Table::drainMillis)
        .max()
        .orElse(DEFAULT_DRAIN_MILLIS);
  }

  private void chores() {
    try {
      targets.serveWaiting().forEach(log::say);
      targets.refreshTls().forEach(log::say);
    } catch (RuntimeException e) {
      log.say("SLW-4011 a periodic task failed and will be tried again: " + e);
    }
  }
}
