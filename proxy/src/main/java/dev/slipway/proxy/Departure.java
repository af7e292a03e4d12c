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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How a running proxy leaves its place to a successor. */
final class Departure implements House {
  /** A successor looks several times a second; one that does not for this long has other troubles than a last count. */
  private static final long FAREWELL_MILLIS = 5_000;
  private static final long FAREWELL_POLL_MILLIS = 20;

  private final EventLog log;
  private final Relays relays;
  private final StateDirectory directory;
  private final Optional<LinkedPredecessor> before;
  private final ScheduledExecutorService chores;
  private final Runnable end;
  private Optional<MetricsListener> metrics = Optional.empty();
  private final CountDownLatch unfollowed = new CountDownLatch(1);
  private volatile boolean following;
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
    following = true;
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

  @Override
  public void unfollowed() {
    unfollowed.countDown();
    end();
  }

  /**
   * Waits, once nobody is served here any more, until the last counts were passed on: those of a proxy before this one to here, and with
   * them those of this one to its successor. Whoever ended before would take with it what it counted since it was last asked.
   */
  void farewell() throws InterruptedException {
    if (!following) {
      return;
    }
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FAREWELL_MILLIS);
    while (before.filter(each -> !each.isGone()).isPresent() && System.nanoTime() - deadlineNanos < 0) {
      before.get().look();
      TimeUnit.MILLISECONDS.sleep(FAREWELL_POLL_MILLIS);
    }
    if (!unfollowed.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      log.say("the successor did not ask for the last counts");
    }
  }
}
