package dev.slipway.proxy.relay;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Netty's decoder of HTTP/1 responses, told by the relay whether the request was a HEAD, so it need not remember every method. */
final class ResponseDecoder extends HttpResponseDecoder {
  private boolean answersHead;

  ResponseDecoder() {
    // Lines are split strictly, so no value can hold a line end; whatever else a backend sends is its own affair.
    super(RequestDecoder.limits().setHeadersFactory(DefaultHttpHeadersFactory.headersFactory().withValidation(false)));
  }

  void answersHead(boolean answersHead) {
    this.answersHead = answersHead;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    return answersHead || super.isContentAlwaysEmpty(message);
  }
}
