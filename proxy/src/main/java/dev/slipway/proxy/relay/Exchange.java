package dev.slipway.proxy.relay;

import dev.slipway.proxy.table.Table;
import dev.slipway.proxy.traffic.Backend;
import dev.slipway.proxy.traffic.ReleaseTraffic;
import dev.slipway.proxy.traffic.Routing;
import dev.slipway.proxy.traffic.Tried;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request of a client, from its head to the end of its answer: which backend gets it, what happens when that fails, and how it is counted. */
final class Exchange implements Tried {
  private static final int MAX_TRIES = 3;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final Worker worker;
  private final Downstream client;
  private final HttpRequest request;
  private final Routing routing;
  private final ReleaseTraffic chosen;
  private final Optional<String> upgrade;
  private final Optional<String> newCookie;
  private final boolean bodiless;
  private final long startNanos;
  private final Backend[] tried = new Backend[MAX_TRIES];
  private int tries;
  private @Nullable Attempt attempt;
  private @Nullable ArrayDeque<HttpContent> held;
  private @Nullable Tunnel tunnel;
  private boolean requestComplete;
  private boolean sent;
  private boolean failedHere;
  private boolean reusable;
  private boolean over;
  private int status;
  private long latencyNanos;
  private long lastActivityNanos;

  Exchange(Worker worker, Downstream client, HttpRequest request, RoutedRequest routed) {
    this.worker = worker;
    this.client = client;
    this.request = request;
    this.routing = routed.routing();
    this.chosen = routed.release();
    this.newCookie = routed.newCookie();
    this.upgrade = client.facts().http2() ? Optional.empty() : RequestHead.upgrade(request);
    this.bodiless = !RequestHead.hasBody(request);
    this.requestComplete = bodiless;
    this.startNanos = worker.nanoTime();
    this.lastActivityNanos = startNanos;
  }

  /** Sends the request on its way. */
  void begin() {
    chosen.counters().began();
    RequestHead.prepare(request, client.facts(), upgrade);
    if (isRepeatable() && !client.facts().preview()) {
      routing.mirror().ifPresent(release -> MirrorCopy.send(worker, client.target(), release, request, timeouts().connectMillis()));
    }
    if (!tryAt(chosen)) {
      giveUp(ProxyAnswer.NO_BACKEND);
    }
  }

  boolean isHead() {
    return request.method().equals(HttpMethod.HEAD);
  }

  /** Whether sending it twice does no more than sending it once. */
  boolean isRepeatable() {
    return bodiless && RequestHead.isIdempotent(request);
  }

  int connectTimeoutMillis() {
    return timeouts().connectMillis();
  }

  @Override
  public boolean hasTried(Backend backend) {
    for (int i = 0; i < tries; i++) {
      if (tried[i] == backend) {
        return true;
      }
    }
    return false;
  }

  /** The next part of the request's body. */
  void requestContent(HttpContent content) {
    if (over || requestComplete) {
      content.release();
      return;
    }
    lastActivityNanos = worker.nanoTime();
    requestComplete = content instanceof LastHttpContent;
    if (attempt == null || !attempt.isConnected()) {
      hold(content);
      return;
    }
    attempt.write(content);
    if (!attempt.isWritable()) {
      attempt.flush();
      client.readRequest(attempt.isWritable());
    }
  }

  void flushRequest() {
    if (attempt != null && !bodiless) {
      attempt.flush();
    }
  }

  /** A connection is there: the head goes out, and what came of the body meanwhile. */
  void sendOn(Attempt from, Upstream upstream) {
    sent = true;
    lastActivityNanos = bodiless ? lastActivityNanos : worker.nanoTime();
    upstream.begin(from, request, isHead());
    if (bodiless) {
      upstream.write(LastHttpContent.EMPTY_LAST_CONTENT);
    } else if (held != null) {
      for (HttpContent each = held.poll(); each != null; each = held.poll()) {
        upstream.write(each);
      }
      client.readRequest(upstream.isWritable());
    }
    upstream.flush();
  }

  /** No connection came about: nothing was sent, so anything may be tried elsewhere. */
  void unreachable(Attempt failed) {
    failedAt(failed, ProxyAnswer.UNREACHABLE);
  }

  /** The connection is gone before the answer was complete. */
  void brokenOff(Attempt failed, boolean onReused) {
    if (tunnel != null) {
      endTunnel();
    } else if (status != 0) {
      failedHere = true;
      breakOff();
    } else if (onReused && isRepeatable() && tries < MAX_TRIES) {
      // Most likely the backend closed an idle connection just then. A new connection tells whether it lives.
      chosen.counters().retried();
      start(failed.release(), failed.backend(), true);
    } else {
      failedAt(failed, ProxyAnswer.BROKEN_OFF);
    }
  }

  /** The head of an answer. Returns whether it was only interim. */
  boolean answerBegan(HttpResponse response) {
    lastActivityNanos = worker.nanoTime();
    HttpResponseStatus got = response.status();
    if (response.decoderResult().isFailure() || got.code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code() && upgrade.isEmpty()) {
      ReferenceCountUtil.release(response);
      failedHere = true;
      giveUp(ProxyAnswer.BAD_ANSWER);
      return true;
    }
    if (got.code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
      becomeTunnel(response);
      return true;
    }
    if (got.codeClass() == HttpStatusClass.INFORMATIONAL) {
      client.answers().interim(response);
      return true;
    }
    status = got.code();
    attempt().backend().answered();
    latencyNanos = ResponseHead.isEventStream(response) ? lastActivityNanos - startNanos : 0;
    reusable = HttpUtil.isKeepAlive(response) && requestComplete;
    newCookie.ifPresent(cookie -> response.headers().add(HttpHeaderNames.SET_COOKIE, cookie));
    client.answers().head(response);
    return false;
  }

  void answerContent(HttpContent content) {
    if (content.decoderResult().isFailure()) {
      content.release();
      brokenOffByDecoder();
      return;
    }
    lastActivityNanos = worker.nanoTime();
    if (!client.answers().content(content)) {
      attempt().readAnswer(false);
    }
  }

  void answerEnded(LastHttpContent last) {
    if (last.decoderResult().isFailure()) {
      last.release();
      brokenOffByDecoder();
      return;
    }
    boolean complete = requestComplete;
    endWith(reusable && complete);
    client.answerEnded(last, complete);
  }

  void flushAnswer() {
    client.answers().flush();
  }

  void upstreamWritable(boolean writable) {
    client.readRequest(writable);
  }

  void clientWritable(boolean writable) {
    if (attempt != null) {
      attempt.readAnswer(writable);
    }
  }

  /** Bytes from the backend on a connection that became a tunnel. */
  void tunnelled(ByteBuf bytes) {
    lastActivityNanos = worker.nanoTime();
    tunnel().fromBackend(bytes);
  }

  /** Bytes from the client on a connection that became a tunnel. */
  void tunnelledByClient(ByteBuf bytes) {
    lastActivityNanos = worker.nanoTime();
    tunnel().fromClient(bytes);
  }

  boolean isTunnel() {
    return tunnel != null;
  }

  /** The client's connection is gone. */
  void clientGone() {
    if (over) {
      return;
    }
    if (tunnel != null) {
      endTunnel();
      return;
    }
    over = true;
    chosen.counters().aborted();
    dropHeld();
    if (attempt != null) {
      attempt.abandon();
    }
  }

  /** The backend must go now. A WebSocket is told first and has a moment to close by itself. */
  void cut() {
    if (tunnel != null) {
      if (tunnel.sayGoingAway(worker.nanoTime())) {
        endTunnel();
      }
    } else if (status != 0) {
      breakOff();
    } else {
      giveUp(ProxyAnswer.DRAINED);
    }
  }

  /** Ends what waited longer than its table allows. */
  void sweep(long nowNanos) {
    long quietMillis = (nowNanos - lastActivityNanos) / NANOS_PER_MILLI;
    Table.Timeouts timeouts = timeouts();
    if (tunnel != null || status != 0) {
      if (quietMillis > timeouts.streamIdleMillis()) {
        cut();
      }
    } else if (!requestComplete && client.isReading()) {
      if (quietMillis > timeouts.headerMillis()) {
        giveUp(ProxyAnswer.CLIENT_TOO_SLOW);
      }
    } else if (quietMillis > timeouts.responseMillis()) {
      chosen.counters().connectFailed();
      failedHere = true;
      attempt().backend().failed(nowNanos);
      giveUp(ProxyAnswer.TIMED_OUT);
    }
  }

  private void failedAt(Attempt failed, ProxyAnswer ifNothingElse) {
    failed.release().counters().connectFailed();
    failedHere |= failed.release().counters() == chosen.counters();
    failed.backend().failed(worker.nanoTime());
    if (tries < MAX_TRIES && (!sent || isRepeatable()) && tryElsewhere(failed.release())) {
      chosen.counters().retried();
    } else {
      giveUp(ifNothingElse);
    }
  }

  private boolean tryElsewhere(ReleaseTraffic failed) {
    return tryAt(failed) || !client.facts().preview() && routing.stable().isPresent() && routing.stable().get() != failed && tryAt(routing.stable().get());
  }

  private boolean tryAt(ReleaseTraffic release) {
    Optional<Backend> backend = release.pick(this, worker.nanoTime());
    backend.ifPresent(next -> start(release, next, false));
    return backend.isPresent();
  }

  private void start(ReleaseTraffic release, Backend backend, boolean newConnection) {
    tried[tries++] = backend;
    Attempt next = new Attempt(worker, this, release, backend);
    attempt = next;
    next.start(worker.nanoTime(), newConnection);
  }

  private void giveUp(ProxyAnswer answer) {
    boolean complete = requestComplete;
    status = answer.status();
    end();
    client.answer(answer, complete);
  }

  private void brokenOffByDecoder() {
    failedHere = true;
    breakOff();
  }

  private void breakOff() {
    end();
    client.answers().breakOff();
    client.ended(false);
  }

  private void becomeTunnel(HttpResponse response) {
    Upstream upstream = attempt().upstream().orElseThrow();
    attempt().backend().answered();
    latencyNanos = lastActivityNanos - startNanos;
    status = response.status().code();
    tunnel = new Tunnel(client, upstream, upgrade.orElseThrow().equalsIgnoreCase("websocket"));
    client.answers().switchProtocols(response, upgrade.orElseThrow());
    upstream.removeCodec();
  }

  private void endTunnel() {
    end();
    client.answers().closeAfterFlush();
    client.ended(false);
  }

  private void end() {
    endWith(false);
  }

  private void endWith(boolean keepConnection) {
    over = true;
    long nanos = latencyNanos > 0 ? latencyNanos : worker.nanoTime() - startNanos;
    chosen.counters().ended(status, failedHere, nanos);
    dropHeld();
    if (attempt != null) {
      attempt.finish(keepConnection);
    }
  }

  private void hold(HttpContent content) {
    if (held == null) {
      held = new ArrayDeque<>();
    }
    held.add(content);
    // What was read already is all that is held: at most one buffer, until the backend has accepted.
    client.readRequest(false);
  }

  private void dropHeld() {
    if (held != null) {
      held.forEach(HttpContent::release);
      held.clear();
    }
  }

  private Attempt attempt() {
    if (attempt == null) {
      throw new IllegalStateException("an answer comes from an attempt");
    }
    return attempt;
  }

  private Tunnel tunnel() {
    if (tunnel == null) {
      throw new IllegalStateException("only a connection that changed its protocol is a tunnel");
    }
    return tunnel;
  }

  private Table.Timeouts timeouts() {
    return routing.table().timeouts();
  }
}
