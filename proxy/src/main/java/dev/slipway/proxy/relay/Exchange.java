package dev.slipway.proxy.relay;

import dev.slipway.proxy.table.Table;
import dev.slipway.proxy.traffic.Backend;
import dev.slipway.proxy.traffic.ReleaseTraffic;
import dev.slipway.proxy.traffic.Routing;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client, from its head to the end of its answer: which backend gets it, what happens when that fails, and how
 * long all may take.
 */
final class Exchange {
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final Worker worker;
  private final Downstream client;
  private final HttpRequest request;
  private final Routing routing;
  private final ReleaseTraffic chosen;
  private final RequestBody body;
  private final Outcome outcome;
  private final Answer answer;
  private final Tries tries = new Tries();
  private @Nullable Attempt attempt;
  private boolean sent;
  private boolean over;
  private long lastActivityNanos;

  Exchange(Worker worker, Downstream client, HttpRequest request, RoutedRequest routed) {
    this.worker = worker;
    this.client = client;
    this.request = request;
    this.routing = routed.routing();
    this.chosen = routed.release();
    this.body = new RequestBody(!RequestHead.hasBody(request));
    this.lastActivityNanos = worker.nanoTime();
    this.outcome = new Outcome(chosen.counters(), lastActivityNanos);
    Optional<String> upgrade = client.facts().http2() ? Optional.empty() : RequestHead.upgrade(request);
    this.answer = new Answer(this, client.answers(), outcome, upgrade, routed.newCookie());
    RequestHead.prepare(request, client.facts(), upgrade);
  }

  /** Sends the request on its way. */
  void begin() {
    if (isRepeatable() && !client.facts().preview()) {
      routing.mirror().ifPresent(release -> MirrorCopy.send(worker, client.target(), release, request, connectTimeoutMillis()));
    }
    if (!tryAt(chosen, lastActivityNanos)) {
      giveUp(ProxyAnswer.NO_BACKEND);
    }
  }

  Downstream client() {
    return client;
  }

  Answer answer() {
    return answer;
  }

  /** Whether sending it twice does no more than sending it once. */
  boolean isRepeatable() {
    return body.isEmpty() && RequestHead.isIdempotent(request);
  }

  int connectTimeoutMillis() {
    return routing.table().timeouts().connectMillis();
  }

  /** Something moved. */
  void isAlive() {
    lastActivityNanos = worker.nanoTime();
  }

  long lastActivityNanos() {
    return lastActivityNanos;
  }

  /** The next part of the request's body. */
  void requestContent(HttpContent content) {
    if (over || body.isComplete()) {
      content.release();
      return;
    }
    isAlive();
    body.came(content);
    if (attempt == null || !attempt.isConnected()) {
      body.hold(content);
      client.readRequest(false);
      return;
    }
    attempt.write(content);
    if (!attempt.isWritable()) {
      attempt.flush();
      client.readRequest(attempt.isWritable());
    }
  }

  void flushRequest() {
    if (attempt != null && !body.isEmpty()) {
      attempt.flush();
    }
  }

  /** A connection is there: the head goes out, and what came of the body meanwhile. */
  void sendOn(Attempt from, Upstream upstream) {
    sent = true;
    upstream.begin(from, request, !body.isEmpty());
    body.sendHeldOn(upstream);
    if (!body.isEmpty()) {
      isAlive();
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
    if (answer.isTunnel()) {
      endTunnel();
    } else if (outcome.isAnswered()) {
      outcome.answerFailed();
      breakOff();
    } else if (onReused && isRepeatable() && tries.areLeft()) {
      // Most likely the backend closed an idle connection just then. A new connection tells whether it lives.
      outcome.retried();
      start(failed.release(), failed.backend(), worker.nanoTime(), true);
    } else {
      failedAt(failed, ProxyAnswer.BROKEN_OFF);
    }
  }

  /** The answer is complete. */
  void answered(LastHttpContent last, boolean reusable) {
    boolean complete = body.isComplete();
    end(reusable && complete);
    client.answerEnded(last, complete);
  }

  void clientWritable(boolean writable) {
    if (attempt != null) {
      attempt.readAnswer(writable);
    }
  }

  /** The client's connection is gone. */
  void clientGone() {
    if (over) {
      return;
    }
    if (answer.isTunnel()) {
      endTunnel();
      return;
    }
    over = true;
    outcome.aborted();
    body.drop();
    if (attempt != null) {
      attempt.abandon();
    }
  }

  /** It must end now. A WebSocket is told first and has a moment to close by itself; an event stream ends between two events. */
  void cut(ProxyAnswer ifUnanswered) {
    if (answer.isTunnel()) {
      if (answer.sayGoingAway(worker.nanoTime())) {
        endTunnel();
      }
    } else if (answer.isWholeByNow()) {
      answered(LastHttpContent.EMPTY_LAST_CONTENT, false);
    } else if (!outcome.isAnswered()) {
      giveUp(ifUnanswered);
    } else if (answer.isOverdue(worker.nanoTime())) {
      breakOff();
    }
  }

  /** Ends what waited longer than its table allows. */
  void sweep(long nowNanos) {
    long quietMillis = (nowNanos - lastActivityNanos) / NANOS_PER_MILLI;
    Table.Timeouts timeouts = routing.table().timeouts();
    if (outcome.isAnswered()) {
      if (quietMillis > timeouts.streamIdleMillis()) {
        cut(ProxyAnswer.DRAINED);
      }
    } else if (!body.isComplete() && client.isReading()) {
      if (quietMillis > timeouts.headerMillis()) {
        giveUp(ProxyAnswer.CLIENT_TOO_SLOW);
      }
    } else if (quietMillis > timeouts.responseMillis() && attempt != null) {
      outcome.attemptFailed(attempt.release().counters());
      attempt.backend().failed(nowNanos);
      giveUp(ProxyAnswer.TIMED_OUT);
    }
  }

  /** The client gets the proxy's own answer. */
  void giveUp(ProxyAnswer instead) {
    boolean complete = body.isComplete();
    outcome.answeredWith(instead.status());
    end(false);
    client.answer(instead, complete);
  }

  /** The client sees that its answer is not whole. */
  void breakOff() {
    end(false);
    client.answers().breakOff();
    client.ended(false);
  }

  private void failedAt(Attempt failed, ProxyAnswer ifNothingElse) {
    outcome.attemptFailed(failed.release().counters());
    failed.backend().failed(worker.nanoTime());
    if (tries.areLeft() && (!sent || isRepeatable()) && tryElsewhere(failed.release())) {
      outcome.retried();
    } else {
      giveUp(ifNothingElse);
    }
  }

  /** Another backend of the same release, then stable; a preview shows its release or nothing. */
  private boolean tryElsewhere(ReleaseTraffic failed) {
    long nowNanos = worker.nanoTime();
    if (tryAt(failed, nowNanos)) {
      return true;
    }
    Optional<ReleaseTraffic> stable = client.facts().preview() ? Optional.empty() : routing.stable();
    return stable.isPresent() && stable.get() != failed && tryAt(stable.get(), nowNanos);
  }

  private boolean tryAt(ReleaseTraffic release, long nowNanos) {
    Optional<Backend> backend = release.pick(tries, nowNanos);
    if (backend.isPresent()) {
      start(release, backend.get(), nowNanos, false);
    }
    return backend.isPresent();
  }

  private void start(ReleaseTraffic release, Backend backend, long nowNanos, boolean newConnection) {
    tries.add(backend);
    Attempt next = new Attempt(worker, this, release, backend);
    attempt = next;
    next.start(nowNanos, newConnection);
  }

  private void endTunnel() {
    end(false);
    client.answers().closeAfterFlush();
    client.ended(false);
  }

  private void end(boolean keepConnection) {
    over = true;
    long nowNanos = worker.nanoTime();
    outcome.ended(nowNanos);
    body.drop();
    if (attempt != null) {
      attempt.finish(keepConnection, nowNanos);
    }
  }
}
