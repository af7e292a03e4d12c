package dev.slipway.proxy.relay;

import dev.slipway.proxy.traffic.Backend;
import dev.slipway.proxy.traffic.Claim;
import dev.slipway.proxy.traffic.ReleaseCounters;
import dev.slipway.proxy.traffic.ReleaseTraffic;
import dev.slipway.proxy.traffic.TargetTraffic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;

/** A copy of a request, sent to another release only to see what that does: its answer is counted apart and dropped. */
final class MirrorCopy extends Claim implements Answered {
  private static final int MAX_INFLIGHT_PER_BACKEND = 256;
  private static final int NO_ANSWER_STATUS = 502;

  private final Worker worker;
  private final ReleaseCounters counters;
  private final Backend backend;
  private final HttpRequest request;
  private final long startNanos;
  private Optional<Upstream> connection = Optional.empty();
  private boolean over;
  private int status = NO_ANSWER_STATUS;

  private MirrorCopy(Worker worker, ReleaseCounters counters, Backend backend, HttpRequest request) {
    this.worker = worker;
    this.counters = counters;
    this.backend = backend;
    this.request = request;
    this.startNanos = worker.nanoTime();
  }

  /** Sends a copy of a request without body, unless the release is already busy with copies. */
  static void send(Worker worker, TargetTraffic target, ReleaseTraffic release, HttpRequest original, int connectTimeoutMillis) {
    Optional<Backend> backend = release.pick(_ -> false, worker.nanoTime()).filter(each -> each.inflight() < MAX_INFLIGHT_PER_BACKEND);
    if (backend.isPresent()) {
      HttpRequest copy = new DefaultHttpRequest(original.protocolVersion(), original.method(), original.uri(), original.headers().copy());
      new MirrorCopy(worker, target.mirrorCounters(release.name()), backend.get(), copy).begin(connectTimeoutMillis);
    }
  }

  private void begin(int connectTimeoutMillis) {
    backend.claim(this);
    counters.began();
    Optional<Upstream> kept = worker.pool().take(backend, startNanos, false);
    if (kept.isPresent()) {
      sendOn(kept.get());
      return;
    }
    worker.connect(backend, connectTimeoutMillis).addListener((ChannelFuture done) -> connected(done));
  }

  private void connected(ChannelFuture done) {
    if (over) {
      done.channel().close();
    } else if (done.isSuccess()) {
      Upstream opened = done.channel().pipeline().get(Upstream.class);
      opened.connectsTo(backend);
      sendOn(opened);
    } else {
      counters.connectFailed();
      end(false);
    }
  }

  private void sendOn(Upstream upstream) {
    connection = Optional.of(upstream);
    upstream.begin(this, request, false);
    upstream.flush();
  }

  @Override
  public boolean answerBegan(Upstream upstream, HttpResponse response) {
    if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
      return true;
    }
    status = response.status().code();
    return false;
  }

  @Override
  public void answerContent(HttpContent content) {
    content.release();
  }

  @Override
  public void answerEnded(LastHttpContent last) {
    last.release();
    // Whether the backend keeps the connection was not looked at; a copy is not worth the risk of a broken one in the pool.
    end(true);
  }

  @Override
  public void tunnelled(ByteBuf bytes) {
    bytes.release();
  }

  @Override
  public void flushAnswer() {
    // There is nobody to flush to.
  }

  @Override
  public void upstreamWritable(boolean writable) {
    // A request without body is written at once.
  }

  @Override
  public void upstreamClosed(Upstream upstream) {
    connection = Optional.empty();
    counters.connectFailed();
    end(false);
  }

  @Override
  public void cut() {
    end(false);
  }

  private void end(boolean answered) {
    if (over) {
      return;
    }
    over = true;
    backend.giveBack(this);
    counters.ended(status, !answered, worker.nanoTime() - startNanos);
    connection.ifPresent(Upstream::detach);
    connection.ifPresent(Upstream::close);
  }
}
