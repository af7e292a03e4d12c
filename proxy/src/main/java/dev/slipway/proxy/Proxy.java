package dev.slipway.proxy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.proxy.admin.AdminOperations;
import dev.slipway.proxy.admin.AdminSocket;
import dev.slipway.proxy.admin.Boot;
import dev.slipway.proxy.admin.MetricsListener;
import dev.slipway.proxy.admin.OrderGate;
import dev.slipway.proxy.handover.Handover;
import dev.slipway.proxy.handover.LinkedPredecessor;
import dev.slipway.proxy.handover.Successor;
import dev.slipway.proxy.listen.HandedSocket;
import dev.slipway.proxy.listen.TlsUnreadable;
import dev.slipway.proxy.state.Predecessor;
import dev.slipway.proxy.state.StateDirectory;
import dev.slipway.proxy.state.StateFile;
import dev.slipway.proxy.state.TargetState;
import dev.slipway.proxy.state.Targets;
import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One running proxy: everything is wired here, started, handed over, and ended in order. */
final class Proxy {
  private static final long CHORES_MILLIS = 1_000;
  private static final long LOOK_MILLIS = 200;
  private static final long FOLDER_MILLIS = 5_000;
  /** How long clients of a proxy that was replaced may stay: most answers end within it, and a WebSocket has to move in the end. */
  private static final int STAY_MILLIS = 300_000;

  private final ProxyOptions options;
  private final EventLog log;
  private final ObjectMapper json = new ObjectMapper();
  private final InstantSource clock = Clock.systemUTC();
  private final OrderGate gate = new OrderGate();
  private final Boot boot;
  private final Relays relays;
  private final Targets targets;
  private final ScheduledExecutorService chores;
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private Optional<StateDirectory> directory = Optional.empty();
  private Optional<AdminSocket> admin = Optional.empty();
  private Optional<MetricsListener> metrics = Optional.empty();
  private Optional<Departure> departure = Optional.empty();

  private Proxy(ProxyOptions options, EventLog log, Optional<String> countsId, Map<String, TargetState> loaded,
      List<HandedSocket> inherited, Predecessor predecessor) {
    this.options = options;
    this.log = log;
    this.boot = countsId.map(id -> Boot.counting(id, clock.millis())).orElseGet(() -> Boot.fresh(clock.millis()));
    this.relays = new Relays(options.threads(), inherited, log);
    this.targets =
        new Targets(
            new StateFile(StateDirectory.stateFile(options.directory()), json), loaded, relays.workers(), relays.listeners(), predecessor);
    this.chores = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("chores").factory());
  }

  /** Starts in a directory that is ours. Serves what its file holds before anybody asks. */
  static Proxy start(StateDirectory directory, ProxyOptions options, EventLog log) throws IOException, StateFile.Unreadable {
    var loaded = new StateFile(directory.stateFile(), new ObjectMapper()).load();
    Proxy proxy = new Proxy(options, log, Optional.empty(), loaded, List.of(), Predecessor.NONE);
    proxy.targets.serveLoaded().forEach(log::say);
    proxy.open(directory, Optional.empty());
    return proxy;
  }

  /**
   * Starts beside the proxy that has the directory, with all that it serves by, and takes its place.
   *
   * @throws IOException when that one cannot hand over, or this one cannot serve the same; the other goes on as if nothing had been
   */
  static Proxy takeOver(ProxyOptions options, EventLog log) throws IOException, InterruptedException {
    Successor from = Successor.ask(options.directory(), new ObjectMapper(), log::say);
    Proxy proxy = new Proxy(options, log, Optional.of(from.countsId()), from.states(), from.sockets(), from.predecessor());
    try {
      proxy.targets.serveHandedOver();
    } catch (TlsUnreadable e) {
      throw new IOException("SLW-4045 what the running proxy serves cannot be served here, so it goes on: " + e.getMessage(), e);
    }
    from.predecessor().release(STAY_MILLIS);
    log.say("took over " + from.sockets().size() + " listening socket(s) from " + from.said());
    StateDirectory directory = StateDirectory.await(options.directory(), FOLDER_MILLIS)
        .orElseThrow(() -> new IOException("the predecessor did not let go of the folder within " + FOLDER_MILLIS + " ms"));
    proxy.open(directory, Optional.of(from.predecessor()));
    proxy.chores.scheduleWithFixedDelay(from.predecessor()::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return proxy;
  }

  /** Waits until somebody asks for the end. */
  void awaitStop() throws InterruptedException {
    stopAsked.await();
  }

  /** Stops listening, lets what is open end within the longest drain deadline, then lets go of everything. */
  void stop() throws IOException, InterruptedException {
    log.say("stopping");
    chores.shutdownNow();
    relays.drain(targets);
    if (departure.isPresent()) {
      departure.get().farewell();
    }
    if (admin.isPresent()) {
      admin.get().close();
    }
    metrics.ifPresent(MetricsListener::close);
    relays.close();
    if (directory.isPresent()) {
      directory.get().close();
    }
  }

  private void open(StateDirectory taken, Optional<LinkedPredecessor> before) throws IOException {
    directory = Optional.of(taken);
    Departure leaving = new Departure(log, relays, taken, before, chores, stopAsked::countDown);
    departure = Optional.of(leaving);
    AdminOperations operations = new AdminOperations(targets, gate, boot, clock, json, stopAsked::countDown);
    AdminSocket socket = new AdminSocket(taken.socket(), () -> new Handover(operations, targets, gate, boot, leaving, json));
    admin = Optional.of(socket);
    if (options.metricsPort().isPresent()) {
      MetricsListener listener = new MetricsListener(options.metricsPort().getAsInt(), targets);
      metrics = Optional.of(listener);
      taken.write("proxy.metrics-port", listener.port());
    }
    leaving.answersAt(socket, metrics);
    chores.scheduleWithFixedDelay(this::chores, CHORES_MILLIS, CHORES_MILLIS, TimeUnit.MILLISECONDS);
    log.say("proxy " + boot.version() + " with " + options.threads() + " event loop(s) on " + relays.transport().name() + ", boot "
        + boot.id());
  }

  private void chores() {
    try {
      gate.ifOpen(() -> targets.serveWaiting().forEach(log::say));
      targets.refreshTls().forEach(log::say);
    } catch (RuntimeException e) {
      log.say("SLW-4011 a periodic task failed and will be tried again: " + e);
    }
  }
}
