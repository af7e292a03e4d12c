package dev.slipway.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer to one exchange, on its way from the backend to the client; or, once it said 101, the bytes both ways. */
final class Answer {
  private static final int SWITCHING_PROTOCOLS = 101;

  private final Exchange exchange;
  private final AnswerWriter writer;
  private final Outcome outcome;
  private final Optional<String> upgrade;
  private final Optional<String> newCookie;
  private @Nullable Tunnel tunnel;
  private @Nullable EventStream events;
  private boolean reusable;

  Answer(Exchange exchange, AnswerWriter writer, Outcome outcome, Optional<String> upgrade, Optional<String> newCookie) {
    this.exchange = exchange;
    this.writer = writer;
    this.outcome = outcome;
    this.upgrade = upgrade;
    this.newCookie = newCookie;
  }

  /** Whether the connection changed its protocol. */
  boolean isTunnel() {
    return tunnel != null;
  }

  /** A head has come. Returns whether it was only interim. */
  boolean began(Attempt attempt, HttpResponse response) {
    exchange.isAlive();
    int status = response.status().code();
    if (response.decoderResult().isFailure() || status == SWITCHING_PROTOCOLS && upgrade.isEmpty()) {
      ReferenceCountUtil.release(response);
      outcome.answerFailed();
      exchange.giveUp(ProxyAnswer.BAD_ANSWER);
      return true;
    }
    if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
      if (status == SWITCHING_PROTOCOLS) {
        becomeTunnel(attempt, response);
      } else {
        writer.interim(response);
      }
      return true;
    }
    outcome.answeredWith(status);
    attempt.backend().answered();
    if (ResponseHead.isEventStream(response)) {
      outcome.lastsFrom(exchange.lastActivityNanos());
      events = ResponseHead.mayEndEarly(response) ? new EventStream() : null;
    }
    reusable = HttpUtil.isKeepAlive(response);
    if (newCookie.isPresent()) {
      response.headers().add(HttpHeaderNames.SET_COOKIE, newCookie.get());
    }
    writer.head(response);
    return false;
  }

  void content(Attempt attempt, HttpContent content) {
    if (content.decoderResult().isFailure()) {
      content.release();
      outcome.answerFailed();
      exchange.breakOff();
      return;
    }
    exchange.isAlive();
    if (events != null) {
      events.follow(content.content());
    }
    if (!writer.content(content)) {
      attempt.readAnswer(false);
    }
  }

  void ended(LastHttpContent last) {
    if (last.decoderResult().isFailure()) {
      last.release();
      outcome.answerFailed();
      exchange.breakOff();
    } else {
      exchange.answered(last, reusable);
    }
  }

  void flush() {
    writer.flush();
  }

  void fromBackend(ByteBuf bytes) {
    exchange.isAlive();
    tunnel().fromBackend(bytes);
  }

  void fromClient(ByteBuf bytes) {
    exchange.isAlive();
    tunnel().fromClient(bytes);
  }

  /** Tells both ends of a tunnel that it must end. Returns whether the moment for that is over. */
  boolean sayGoingAway(long nowNanos) {
    return tunnel().sayGoingAway(nowNanos);
  }

  /** Whether what has come is whole as it is: an event stream between two events. */
  boolean isWholeByNow() {
    return events != null && events.isBetweenEvents();
  }

  /** Whether nothing more is worth waiting for: an event that has begun may have a moment to end. */
  boolean isOverdue(long nowNanos) {
    return events == null || events.isOverdue(nowNanos);
  }

  private void becomeTunnel(Attempt attempt, HttpResponse response) {
    Upstream upstream = attempt.upstream().orElseThrow();
    String protocol = upgrade.orElseThrow();
    attempt.backend().answered();
    outcome.lastsFrom(exchange.lastActivityNanos());
    outcome.answeredWith(HttpResponseStatus.SWITCHING_PROTOCOLS.code());
    tunnel = new Tunnel(exchange.client(), upstream, protocol.equalsIgnoreCase("websocket"));
    writer.switchProtocols(response, protocol);
    upstream.removeCodec();
  }

  private Tunnel tunnel() {
    if (tunnel == null) {
      throw new IllegalStateException("only a connection that changed its protocol is a tunnel");
    }
    return tunnel;
  }
}
