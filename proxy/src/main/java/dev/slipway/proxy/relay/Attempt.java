package dev.slipway.proxy.relay;

import dev.slipway.proxy.traffic.Backend;
import dev.slipway.proxy.traffic.Claim;
import dev.slipway.proxy.traffic.ReleaseTraffic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One try of an exchange at one backend: it holds the claim, gets a connection, and passes what comes back to its exchange until
 * it is over.
 */
final class Attempt extends Claim implements Answered {
  private final Worker worker;
  private final Exchange exchange;
  private final ReleaseTraffic release;
  private final Backend backend;
  private @Nullable Upstream upstream;
  private boolean over;

  Attempt(Worker worker, Exchange exchange, ReleaseTraffic release, Backend backend) {
    this.worker = worker;
    this.exchange = exchange;
    this.release = release;
    this.backend = backend;
  }

  ReleaseTraffic release() {
    return release;
  }

  Backend backend() {
    return backend;
  }

  /**
   * Claims the backend and sends the request.
   *
   * @param newConnection whether a kept connection just failed, so that only a new one will tell whether the backend lives
   */
  void start(long nowNanos, boolean newConnection) {
    backend.claim(this);
    Optional<Upstream> kept = newConnection ? Optional.empty() : worker.pool().take(backend, nowNanos, !exchange.isRepeatable());
    if (kept.isPresent()) {
      send(kept.get());
    } else {
      worker.connect(backend, exchange.connectTimeoutMillis()).addListener((ChannelFuture done) -> connected(done));
    }
  }

  boolean isConnected() {
    return upstream != null;
  }

  boolean isWritable() {
    return upstream != null && upstream.isWritable();
  }

  void write(HttpContent content) {
    if (upstream == null) {
      throw new IllegalStateException("content waits until the attempt is connected");
    }
    upstream.write(content);
  }

  void flush() {
    if (upstream != null) {
      upstream.flush();
    }
  }

  void readAnswer(boolean on) {
    if (upstream != null) {
      upstream.readAll(on);
    }
  }

  Optional<Upstream> upstream() {
    return Optional.ofNullable(upstream);
  }

  /** The answer is complete: gives the claim back, and keeps the connection if it can serve again. */
  void finish(boolean reusable, long nowNanos) {
    Upstream connection = upstream;
    end();
    if (connection != null) {
      connection.detach();
      if (reusable && backend.isWorthKeeping() && connection.isOpen()) {
        worker.pool().keep(connection, nowNanos);
      } else {
        connection.close();
      }
    }
  }

  /** Nobody waits any more: gives the claim back and closes. */
  void abandon() {
    finish(false, worker.nanoTime());
  }

  @Override
  public void cut() {
    exchange.cut(ProxyAnswer.DRAINED);
  }

  @Override
  public boolean answerBegan(Upstream from, HttpResponse response) {
    return exchange.answer().began(this, response);
  }

  @Override
  public void answerContent(HttpContent content) {
    exchange.answer().content(this, content);
  }

  @Override
  public void answerEnded(LastHttpContent last) {
    exchange.answer().ended(last);
  }

  @Override
  public void tunnelled(ByteBuf bytes) {
    exchange.answer().fromBackend(bytes);
  }

  @Override
  public void flushAnswer() {
    exchange.answer().flush();
  }

  @Override
  public void upstreamWritable(boolean writable) {
    exchange.client().readRequest(writable);
  }

  @Override
  public void upstreamClosed(Upstream from) {
    end();
    exchange.brokenOff(this, from.isReused());
  }

  private void connected(ChannelFuture done) {
    if (over) {
      done.channel().close();
    } else if (done.isSuccess()) {
      Upstream opened = done.channel().pipeline().get(Upstream.class);
      opened.connectsTo(backend);
      send(opened);
    } else {
      end();
      exchange.unreachable(this);
    }
  }

  private void send(Upstream connection) {
    upstream = connection;
    exchange.sendOn(this, connection);
  }

  private void end() {
    if (!over) {
      over = true;
      upstream = null;
      backend.giveBack(this);
    }
  }
}
