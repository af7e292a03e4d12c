package dev.slipway.proxy;

import dev.slipway.proxy.admin.AdminSocket;
import dev.slipway.proxy.admin.MetricsListener;
import dev.slipway.proxy.handover.House;
import dev.slipway.proxy.handover.LinkedPredecessor;
import dev.slipway.proxy.listen.Descriptors;
import dev.slipway.proxy.listen.HandedSocket;
import dev.slipway.proxy.state.StateDirectory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How a running proxy leaves its place to a successor. */
final class Departure implements House {
  private final EventLog log;
  private final Relays relays;
  private final StateDirectory directory;
  private final Optional<LinkedPredecessor> before;
  private final ScheduledExecutorService chores;
  private final Runnable end;
  private Optional<MetricsListener> metrics = Optional.empty();
  private @Nullable AdminSocket admin;

  Departure(EventLog log, Relays relays, StateDirectory directory, Optional<LinkedPredecessor> before, ScheduledExecutorService chores,
      Runnable end) {
    this.log = log;
    this.relays = relays;
    this.directory = directory;
    this.before = before;
    this.chores = chores;
    this.end = end;
  }

  /** Where it is asked, which it closes when it leaves. */
  void answersAt(AdminSocket socket, Optional<MetricsListener> listener) {
    admin = socket;
    metrics = listener;
  }

  @Override
  public void say(String event) {
    log.say(event);
  }

  @Override
  public void send(List<HandedSocket> sockets, String name) throws IOException {
    if (!relays.transport().sharesSockets()) {
      throw new IOException("this needs the kernel's epoll, which did not load here");
    }
    if (!name.matches("proxy\\.heir-[0-9]{1,10}")) {
      throw new IOException("\"" + name + "\" is no name for them");
    }
    Descriptors.send(relays.workers(), directory.resolve(name), sockets);
  }

  @Override
  public void leave(int limitMillis) throws IOException {
    relays.leaveGently(limitMillis);
    if (admin != null) {
      admin.stopAccepting();
    }
    metrics.ifPresent(MetricsListener::close);
    before.ifPresent(LinkedPredecessor::end);
    chores.schedule(end, limitMillis, TimeUnit.MILLISECONDS);
    directory.handOver();
    log.say("handed over; " + relays.clients() + " client(s) stay until they are served, for " + limitMillis / 1_000 + " s at most");
  }

  @Override
  public int open() {
    return relays.clients() + before.filter(each -> !each.isGone()).map(_ -> 1).orElse(0);
  }

  @Override
  public void end() {
    end.run();
  }
}
