package dev.slipway.proxy.relay;

import dev.slipway.proxy.table.Table.Timeouts;
import dev.slipway.proxy.traffic.TargetTraffic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1 connection of a client, or one HTTP/2 stream: takes its requests one after the other, so that their answers come in
 * that order.
 */
public final class Downstream extends ChannelInboundHandlerAdapter {
  /** How long a client that is still sending may go on after it was answered (RFC 9112 §9.6). */
  private static final long LINGER_NANOS = 2_000_000_000L;

  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final Worker worker;
  private final TargetTraffic target;
  private final Client facts;
  private final Optional<RequestDecoder> decoder;
  private final AnswerWriter answers;
  private final Channel channel;
  private final ArrayDeque<Object> waiting = new ArrayDeque<>(0);
  private @Nullable Exchange exchange;
  private boolean backendTakesMore = true;
  private boolean isTakingTurns;
  private boolean leaving;
  private long quietSinceNanos;
  private long insideHeadSinceNanos;

  /** For a connection with these codecs of HTTP/1 before it in its pipeline, or for a stream of HTTP/2 without any. */
  public Downstream(
      Worker worker, TargetTraffic target, Client facts, Channel channel, Optional<RequestDecoder> decoder,
          Optional<ResponseEncoder> encoder) {
    this.worker = worker;
    this.target = target;
    this.facts = facts;
    this.channel = channel;
    this.decoder = decoder;
    this.answers = new AnswerWriter(worker, channel, decoder, encoder);
    this.quietSinceNanos = worker.nanoTime();
    this.insideHeadSinceNanos = quietSinceNanos;
  }

  Client facts() {
    return facts;
  }

  TargetTraffic target() {
    return target;
  }

  AnswerWriter answers() {
    return answers;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    worker.joined(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    worker.left(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (leaving) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof ByteBuf bytes && exchange != null) {
      exchange.answer().fromClient(bytes);
    } else if (waiting.isEmpty() && (exchange == null || !(message instanceof HttpRequest))) {
      take(message);
    } else {
      // The next request on a pipelined connection waits; nothing more is read until it is its turn.
      waiting.add(message);
      adjustReading();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (exchange != null) {
      exchange.flushRequest();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (exchange != null) {
      exchange.clientWritable(ctx.channel().isWritable());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    worker.left(this);
    leaving = true;
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
    Exchange open = exchange;
    exchange = null;
    if (open != null) {
      open.clientGone();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    boolean nonsense = cause instanceof DecoderException && decoder.isPresent() && !leaving;
    if (nonsense && exchange != null) {
      exchange.cut(ProxyAnswer.BAD_REQUEST);
    } else if (nonsense) {
      answer(ProxyAnswer.BAD_REQUEST, false);
    } else if (decoder.isEmpty()) {
      StreamReset.send(channel, Http2Error.PROTOCOL_ERROR);
    } else if (!leaving) {
      ctx.close(); // channelInactive gives up what is open
    }
  }

  /** The proxy answers itself. */
  void answer(ProxyAnswer answer, boolean requestComplete) {
    ended(answers.whole(answer, requestComplete));
  }

  void answerEnded(LastHttpContent last, boolean requestComplete) {
    ended(answers.end(last, requestComplete));
  }

  /** The connection closes by what was written last, or by now. */
  void ended(boolean goesOn) {
    exchange = null;
    backendTakesMore = true;
    quietSinceNanos = worker.nanoTime();
    insideHeadSinceNanos = quietSinceNanos;
    leaving |= !goesOn;
    if (!waiting.isEmpty()) {
      takeWaiting();
    }
    adjustReading();
  }

  /** Whether the backend takes more of the request's body. */
  void readRequest(boolean more) {
    backendTakesMore = more;
    adjustReading();
  }

  boolean isReading() {
    return channel.config().isAutoRead();
  }

  void closeIfIdle() {
    if (exchange == null && waiting.isEmpty() && !isInsideHead()) {
      channel.close();
    }
  }

  void sweep(long nowNanos) {
    Exchange open = exchange;
    long quietNanos = nowNanos - quietSinceNanos;
    if (open != null) {
      open.sweep(nowNanos);
    } else if (leaving) {
      if (quietNanos > LINGER_NANOS) {
        channel.close();
      }
    } else if (decoder.isPresent()) {
      sweepBetweenRequests(nowNanos);
    }
  }

  private void sweepBetweenRequests(long nowNanos) {
    Timeouts timeouts = target.routing().map(each -> each.table().timeouts()).orElse(Timeouts.DEFAULT);
    if (!isInsideHead()) {
      insideHeadSinceNanos = nowNanos;
    }
    if ((nowNanos - insideHeadSinceNanos) / NANOS_PER_MILLI > timeouts.headerMillis()) {
      answer(ProxyAnswer.CLIENT_TOO_SLOW, false);
    } else if ((nowNanos - quietSinceNanos) / NANOS_PER_MILLI > timeouts.idleMillis()) {
      channel.close();
    }
  }

  private void take(Object message) {
    if (message instanceof FullHttpRequest whole) {
      begin(RequestHead.of(whole));
    } else if (message instanceof HttpRequest request) {
      begin(request);
    }
    if (message instanceof HttpContent content) {
      if (exchange == null) {
        content.release();
        if (decoder.isEmpty() && !(message instanceof HttpRequest)) {
          StreamReset.send(channel, Http2Error.PROTOCOL_ERROR);
        }
      } else {
        exchange.requestContent(content);
      }
    }
  }

  private void begin(HttpRequest request) {
    answers.nextAnswers(request);
    Optional<ProxyAnswer> fault = RequestHead.fault(request, facts.http2());
    if (fault.isPresent()) {
      answer(fault.get(), false);
      return;
    }
    Optional<RoutedRequest> routed = RoutedRequest.of(target, request.headers(), facts);
    if (routed.isEmpty()) {
      target.unrouted();
      answer(ProxyAnswer.NO_BACKEND, !RequestHead.hasBody(request));
      return;
    }
    Exchange next = new Exchange(worker, this, request, routed.get());
    exchange = next;
    next.begin();
  }

  private void takeWaiting() {
    if (isTakingTurns) {
      return;
    }
    isTakingTurns = true;
    while (!waiting.isEmpty() && !leaving && !(exchange != null && waiting.peek() instanceof HttpRequest)) {
      take(waiting.remove());
    }
    isTakingTurns = false;
    if (exchange != null) {
      exchange.flushRequest();
    }
  }

  private void adjustReading() {
    boolean read = leaving || backendTakesMore && waiting.isEmpty();
    if (isReading() != read) {
      channel.config().setAutoRead(read);
    }
  }

  private boolean isInsideHead() {
    return decoder.isPresent() && decoder.get().isInsideHead();
  }
}
