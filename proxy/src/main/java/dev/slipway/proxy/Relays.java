package dev.slipway.proxy;

import dev.slipway.proxy.listen.HandedSocket;
import dev.slipway.proxy.listen.Listeners;
import dev.slipway.proxy.listen.Transport;
import dev.slipway.proxy.listen.Workers;
import dev.slipway.proxy.relay.Worker;
import dev.slipway.proxy.state.TargetState;
import dev.slipway.proxy.state.Targets;
import dev.slipway.proxy.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The event loops and open ports of one proxy, and how its clients are let go. */
final class Relays {
  private static final long LEAVE_POLL_MILLIS = 20;
  /** A WebSocket that is told to go has a second for it. */
  private static final long CUT_MILLIS = 1_500;
  private static final int DEFAULT_DRAIN_MILLIS = 30_000;

  private final Transport transport = Transport.best();
  private final Workers workers;
  private final Listeners listeners;
  private final EventLog log;

  Relays(int threads, List<HandedSocket> inherited, EventLog log) {
    this.workers = new Workers(threads, transport, System::nanoTime);
    this.listeners = new Listeners(workers, transport, inherited);
    this.log = log;
  }

  Transport transport() {
    return transport;
  }

  Workers workers() {
    return workers;
  }

  Listeners listeners() {
    return listeners;
  }

  int clients() {
    return workers.ask(Worker::clients).stream().mapToInt(Integer::intValue).sum();
  }

  /** Stops listening; connections that are open end by themselves. */
  void leaveGently(int longestMillis) {
    listeners.closeAll();
    workers.tell(worker -> worker.leaveGently(longestMillis));
  }

  /** Stops listening, lets what is open end within the longest drain deadline, and cuts the rest. */
  void drain(Targets targets) throws InterruptedException {
    listeners.closeAll();
    int drainMillis = longestDrainMillis(targets);
    workers.tell(worker -> worker.leave(drainMillis + CUT_MILLIS));
    awaitNobody(drainMillis, _ -> {});
    awaitNobody(CUT_MILLIS, Worker::cutAll);
    log.say("stopped with " + clients() + " connections open");
  }

  void close() {
    workers.close();
  }

  private void awaitNobody(long timeoutMillis, Consumer<Worker> meanwhile) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    while (clients() > 0 && System.nanoTime() - deadlineNanos < 0) {
      workers.tell(meanwhile);
      TimeUnit.MILLISECONDS.sleep(LEAVE_POLL_MILLIS);
    }
  }

  private static int longestDrainMillis(Targets targets) {
    return targets.names().stream()
        .map(targets::state)
        .map(TargetState::table)
        .flatMap(Optional::stream)
        .mapToInt(Table::drainMillis)
        .max()
        .orElse(DEFAULT_DRAIN_MILLIS);
  }
}
