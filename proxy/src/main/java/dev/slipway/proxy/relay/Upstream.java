package dev.slipway.proxy.relay;

import dev.slipway.proxy.traffic.Backend;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection to a backend; it serves one exchange at a time and is kept in between. */
final class Upstream extends ChannelInboundHandlerAdapter {
  private final Worker worker;
  private final Channel channel;
  private final ResponseDecoder decoder;
  private @Nullable Backend backend;
  private @Nullable Answered exchange;
  private boolean reused;
  private boolean insideInterim;
  private long idleSinceNanos;

  Upstream(Worker worker, Channel channel, ResponseDecoder decoder) {
    this.worker = worker;
    this.channel = channel;
    this.decoder = decoder;
  }

  Backend backend() {
    if (backend == null) {
      throw new IllegalStateException("a connection is given its backend when it is opened");
    }
    return backend;
  }

  void connectsTo(Backend opened) {
    backend = opened;
  }

  Channel channel() {
    return channel;
  }

  /** Whether an earlier exchange used it, so that the backend may be closing it just now. */
  boolean isReused() {
    return reused;
  }

  boolean isOpen() {
    return channel.isActive();
  }

  boolean isWritable() {
    return channel.isWritable();
  }

  long idleSinceNanos() {
    return idleSinceNanos;
  }

  void idleSince(long nowNanos) {
    idleSinceNanos = nowNanos;
    reused = true;
    readAll(true);
  }

  /** Starts an exchange on this connection; its head, or all of it if it has no body, goes out with the next flush. */
  void begin(Answered next, HttpRequest request, boolean hasBody) {
    exchange = next;
    decoder.answersHead(request.method().equals(HttpMethod.HEAD));
    channel.write(hasBody ? request : new WholeRequest(request), channel.voidPromise());
  }

  void write(HttpContent content) {
    channel.write(content, channel.voidPromise());
  }

  void flush() {
    channel.flush();
  }

  /** The exchange is over or has moved on; whatever still comes is none of its business. */
  void detach() {
    exchange = null;
  }

  void close() {
    channel.close();
  }

  /** Reads on, or leaves the rest to the kernel until the client has taken what there is. */
  void readAll(boolean on) {
    if (channel.config().isAutoRead() != on) {
      channel.config().setAutoRead(on);
    }
  }

  /** The connection no longer speaks HTTP. */
  void removeCodec() {
    channel.pipeline().remove(decoder);
    channel.pipeline().remove(HttpRequestEncoder.class);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    Answered current = exchange;
    if (current == null) {
      // An answer nobody asked for, or the rest of one that was given up: this connection can serve nobody after it.
      ReferenceCountUtil.release(message);
      ctx.close();
    } else if (message instanceof HttpResponse response) {
      insideInterim = current.answerBegan(this, response);
    } else if (message instanceof LastHttpContent last) {
      if (insideInterim) {
        insideInterim = false;
      } else {
        current.answerEnded(last);
      }
    } else if (message instanceof HttpContent content) {
      current.answerContent(content);
    } else if (message instanceof ByteBuf bytes) {
      current.tunnelled(bytes);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (exchange != null) {
      exchange.flushAnswer();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (exchange != null) {
      exchange.upstreamWritable(channel.isWritable());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    Answered current = exchange;
    if (current == null) {
      worker.pool().forget(this);
    } else {
      exchange = null;
      current.upstreamClosed(this);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // Reset, broken pipe, or an answer that cannot be decoded: closing tells the exchange, which knows what it means.
    ctx.close();
  }
}
