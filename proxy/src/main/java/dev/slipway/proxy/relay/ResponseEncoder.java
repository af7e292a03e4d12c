package dev.slipway.proxy.relay;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Netty's encoder of HTTP/1 responses, told by the relay whether the request was a HEAD, so it need not remember every method. */
public final class ResponseEncoder extends HttpResponseEncoder {
  private boolean answersHead;

  void answersHead(boolean answersHead) {
    this.answersHead = answersHead;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpResponse response) {
    return answersHead || super.isContentAlwaysEmpty(response);
  }
}
