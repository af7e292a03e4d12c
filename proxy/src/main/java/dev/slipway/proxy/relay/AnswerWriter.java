package dev.slipway.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes answers to one client in the way its protocol wants, and knows whether its connection can be kept afterwards. */
final class AnswerWriter {
  private final Worker worker;
  private final Channel channel;
  private final Optional<RequestDecoder> decoder;
  private final Optional<ResponseEncoder> encoder;
  private boolean keepAlive = true;
  private boolean http10;
  private boolean answersHead;
  private @Nullable HttpResponse waitingHead;

  /** With the codecs of an HTTP/1 connection, or without any for an HTTP/2 stream. */
  AnswerWriter(Worker worker, Channel channel, Optional<RequestDecoder> decoder, Optional<ResponseEncoder> encoder) {
    this.worker = worker;
    this.channel = channel;
    this.decoder = decoder;
    this.encoder = encoder;
  }

  /** The answers from now on are to this request. */
  void nextAnswers(HttpRequest request) {
    http10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    keepAlive = HttpUtil.isKeepAlive(request);
    answersHead = request.method().equals(HttpMethod.HEAD);
    if (encoder.isPresent()) {
      encoder.get().answersHead(answersHead);
    }
  }

  /** An answer of the proxy's own. Returns whether the connection goes on. */
  boolean whole(ProxyAnswer answer, boolean requestComplete) {
    FullHttpResponse response = answer.response();
    keepAlive &= requestComplete && !worker.isLeaving();
    ResponseHead.sayWhetherKept(response, keepAlive || isHttp2(), http10);
    return end(response, requestComplete);
  }

  void interim(HttpResponse response) {
    if (http10 || isHttp2() && !response.status().equals(HttpResponseStatus.CONTINUE)) {
      return;
    }
    FullHttpResponse interim = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, response.status(), Unpooled.EMPTY_BUFFER);
    interim.headers().set(response.headers());
    HopByHop.remove(interim.headers());
    channel.writeAndFlush(interim, channel.voidPromise());
  }

  /** The head of an answer. It waits for what else was read with it: most answers are small, and then all of it is one write. */
  void head(HttpResponse response) {
    keepAlive &= ResponseHead.prepare(response, answersHead, http10);
    keepAlive &= !worker.isLeaving();
    ResponseHead.sayWhetherKept(response, keepAlive || isHttp2(), http10);
    waitingHead = response;
  }

  /** Returns whether the client takes more. */
  boolean content(HttpContent content) {
    writeHead();
    channel.write(content, channel.voidPromise());
    if (!channel.isWritable()) {
      channel.flush();
    }
    return channel.isWritable();
  }

  /** Returns whether the connection goes on. */
  boolean end(LastHttpContent last, boolean requestComplete) {
    LastHttpContent rest = withHead(last);
    if (keepAlive && requestComplete) {
      channel.writeAndFlush(rest, channel.voidPromise());
      return true;
    }
    ChannelFuture written = channel.writeAndFlush(rest);
    if (isHttp2() && !requestComplete) {
      // The answer is whole: its client must keep it and only stop sending (RFC 9113 §8.1).
      StreamReset.send(channel, Http2Error.NO_ERROR);
    } else if (!isHttp2() && requestComplete) {
      // A client in the middle of its request would lose the answer to a reset if its connection closed at once.
      written.addListener(ChannelFutureListener.CLOSE);
    }
    return false;
  }

  /** The rest of an answer will never come; only a connection that ends too early, or a reset of its stream, says so. */
  void breakOff() {
    flush();
    if (isHttp2()) {
      StreamReset.send(channel, Http2Error.INTERNAL_ERROR);
    } else {
      channel.close();
    }
  }

  /** The connection speaks another protocol from now on. */
  void switchProtocols(HttpResponse response, String protocol) {
    HopByHop.remove(response.headers());
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE).set(HttpHeaderNames.UPGRADE, protocol);
    channel.write(response, channel.voidPromise());
    channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, channel.voidPromise());
    encoder.ifPresent(channel.pipeline()::remove);
    decoder.ifPresent(channel.pipeline()::remove);
  }

  /** Bytes of a tunnel. Returns whether the client takes more. */
  boolean bytes(ByteBuf bytes) {
    channel.writeAndFlush(bytes, channel.voidPromise());
    return channel.isWritable();
  }

  void closeAfterFlush() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  void flush() {
    writeHead();
    channel.flush();
  }

  private void writeHead() {
    if (waitingHead != null) {
      channel.write(waitingHead, channel.voidPromise());
      waitingHead = null;
    }
  }

  private LastHttpContent withHead(LastHttpContent last) {
    HttpResponse head = waitingHead;
    if (head == null || isHttp2() || !last.trailingHeaders().isEmpty()) {
      writeHead();
      return last;
    }
    waitingHead = null;
    return new DefaultFullHttpResponse(head.protocolVersion(), head.status(), last.content(), head.headers(), EmptyHttpHeaders.INSTANCE);
  }

  private boolean isHttp2() {
    return encoder.isEmpty();
  }
}
