package dev.slipway.proxy.relay;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** What the proxy changes in the head of an answer before the client sees it. */
final class ResponseHead {
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private ResponseHead() {}

  /**
   * Makes the head what this client can read.
   *
   * @return whether the connection can be kept after this answer, as far as its framing goes
   */
  static boolean prepare(HttpResponse response, boolean answersHead, boolean http10) {
    HttpHeaders headers = response.headers();
    HopByHop.remove(headers);
    if (!response.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      response.setProtocolVersion(HttpVersion.HTTP_1_1);
    }
    int status = response.status().code();
    if (answersHead || status == NO_CONTENT || status == NOT_MODIFIED) {
      return true;
    }
    boolean chunked = HttpUtil.isTransferEncodingChunked(response);
    if (!chunked && headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      return true;
    }
    if (http10) {
      // HTTP/1.0 knows no chunks: the end of the connection is the end of the answer.
      headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
      return false;
    }
    headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    return true;
  }

  /** Tells a client of HTTP/1 whether the connection goes on, where its version would have it think otherwise. */
  static void sayWhetherKept(HttpResponse response, boolean keepAlive, boolean http10) {
    if (!keepAlive) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (http10) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
  }

  /** An answer that lasts as long as the client likes: its length says nothing about the backend. */
  static boolean isEventStream(HttpResponse response) {
    String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
    return type != null && type.regionMatches(true, 0, "text/event-stream", 0, "text/event-stream".length());
  }

  /** Whether its end is where it ends: no length was announced, and no encoding spans it. */
  static boolean mayEndEarly(HttpResponse response) {
    return !response.headers().contains(HttpHeaderNames.CONTENT_LENGTH) && !response.headers().contains(HttpHeaderNames.CONTENT_ENCODING);
  }
}
