package dev.slipway.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;

/** A request without body as one message: the encoder makes one buffer of it, and the kernel gets one write. */
final class WholeRequest extends DefaultHttpRequest implements LastHttpContent {
  WholeRequest(HttpRequest head) {
    super(head.protocolVersion(), head.method(), head.uri(), head.headers());
    setDecoderResult(DecoderResult.SUCCESS);
  }

  @Override
  public HttpHeaders trailingHeaders() {
    return EmptyHttpHeaders.INSTANCE;
  }

  @Override
  public ByteBuf content() {
    return Unpooled.EMPTY_BUFFER;
  }

  @Override
  public LastHttpContent copy() {
    return this;
  }

  @Override
  public LastHttpContent duplicate() {
    return this;
  }

  @Override
  public LastHttpContent retainedDuplicate() {
    return this;
  }

  @Override
  public LastHttpContent replace(ByteBuf content) {
    throw new UnsupportedOperationException("a request without body stays without");
  }

  @Override
  public LastHttpContent retain() {
    return this;
  }

  @Override
  public LastHttpContent retain(int increment) {
    return this;
  }

  @Override
  public LastHttpContent touch() {
    return this;
  }

  @Override
  public LastHttpContent touch(Object hint) {
    return this;
  }

  @Override
  public int refCnt() {
    return 1;
  }

  @Override
  public boolean release() {
    return false;
  }

  @Override
  public boolean release(int decrement) {
    return false;
  }
}
