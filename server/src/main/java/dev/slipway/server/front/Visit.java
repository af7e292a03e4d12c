package dev.slipway.server.front;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** One connection of a client, which is given so much time for each thing it does: idle time alone would let it trickle for ever. */
public final class Visit {
  static final String ATTRIBUTE = Visit.class.getName();

  private final Connection connection;
  private final Scheduler scheduler;
  private final Duration header;
  private Optional<Scheduler.Task> waiting = Optional.empty();
  private Optional<Deadline> answering = Optional.empty();
  private long bytesBefore;
  private boolean asking;
  private boolean over;

  Visit(Connection connection, Scheduler scheduler, Duration header) {
    this.connection = connection;
    this.scheduler = scheduler;
    this.header = header;
  }

  /** Ends one deadline that was kept. */
  public interface Deadline extends AutoCloseable {
    @Override
    void close();
  }

  /** Whatever the connection reads or writes from now on fails once this has passed, unless it is closed before. */
  public Deadline within(Duration limit) {
    Expiry expiry = new Expiry();
    expiry.in(limit.toMillis());
    return expiry;
  }

  /** Once it has begun it goes on until it is closed: at a moment between two reads there is nothing that could fail. */
  private final class Expiry implements Deadline {
    private static final long AGAIN_MILLIS = 20;
    private Optional<Scheduler.Task> next = Optional.empty();
    private boolean closed;

    private synchronized void in(long millis) {
      if (!closed) {
        next = Optional.of(scheduler.schedule(this::passed, millis, TimeUnit.MILLISECONDS));
      }
    }

    private void passed() {
      expire();
      in(AGAIN_MILLIS);
    }

    @Override
    public synchronized void close() {
      closed = true;
      next.ifPresent(Scheduler.Task::cancel);
    }
  }

  /** The answer to what was asked last must be taken in this time. */
  public synchronized void answering(Duration limit) {
    if (asking && answering.isEmpty()) {
      answering = Optional.of(within(limit));
    }
  }

  private void expire() {
    if (connection.onIdleExpired(new TimeoutException("the client is too slow"))) {
      connection.getEndPoint().close();
    }
  }

  /** It may ask something now. */
  synchronized void await() {
    answered();
    bytesBefore = connection.getBytesIn();
    waiting = Optional.of(scheduler.schedule(this::late, header.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** It has asked something. Whether it did so in time. */
  synchronized boolean asked() {
    waiting.ifPresent(Scheduler.Task::cancel);
    asking = true;
    return !over;
  }

  synchronized void closed() {
    waiting.ifPresent(Scheduler.Task::cancel);
    answered();
    over = true;
  }

  private void answered() {
    asking = false;
    answering.ifPresent(Deadline::close);
    answering = Optional.empty();
  }

  private void late() {
    synchronized (this) {
      if (asking || over) {
        return;
      }
      over = true;
    }
    EndPoint end = connection.getEndPoint();
    if (connection.getBytesIn() > bytesBefore) {
      end.write(Callback.from(end::close), EarlyRefusal.SLOW.closing());
    } else {
      end.close();
    }
  }
}
