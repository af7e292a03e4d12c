package dev.slipway.proxy.listen;

import dev.slipway.proxy.relay.Worker;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** All event loops with what lives on them; the only way from another thread to a {@link Worker}. */
public final class Workers implements AutoCloseable {
  private static final long ASK_TIMEOUT_MILLIS = 10_000;
  private static final long CLOSE_TIMEOUT_MILLIS = 2_000;

  private final EventLoopGroup group;
  private final Map<EventLoop, Worker> byLoop = new IdentityHashMap<>();
  private final List<Worker> all = new ArrayList<>();

  public Workers(int threads, Transport transport, LongSupplier nanoClock) {
    group = new MultiThreadIoEventLoopGroup(threads, transport.ioHandlers());
    for (EventExecutor each : group) {
      Worker worker = new Worker((EventLoop) each, transport.sockets(), nanoClock);
      byLoop.put(worker.eventLoop(), worker);
      all.add(worker);
    }
    all.forEach(Worker::startSweeping);
  }

  EventLoopGroup group() {
    return group;
  }

  Worker of(EventLoop loop) {
    Worker worker = byLoop.get(loop);
    if (worker == null) {
      throw new IllegalArgumentException("not one of our event loops: " + loop);
    }
    return worker;
  }

  /** Does this on every loop, and returns when all have done it. */
  public void tell(Consumer<Worker> order) {
    ask(
        worker -> {
          order.accept(worker);
          return true;
        });
  }

  /** What every loop answers, each from one moment of its own. */
  public <T> List<T> ask(Function<Worker, T> question) {
    List<Future<T>> asked = new ArrayList<>();
    for (Worker worker : all) {
      Callable<T> onLoop = () -> question.apply(worker);
      asked.add(worker.eventLoop().submit(onLoop));
    }
    return asked.stream().map(Workers::answer).toList();
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, CLOSE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_TIMEOUT_MILLIS);
  }

  private static <T> T answer(Future<T> asked) {
    try {
      return asked.get(ASK_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("SLW-4120 interrupted while an event loop was asked", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("SLW-4121 an event loop did not answer within " + ASK_TIMEOUT_MILLIS + " ms", e);
    }
  }
}
