package dev.slipway.proxy.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** An answer that the proxy gives itself, because no backend could: its code also stands in the header {@code X-Slipway}. */
public enum ProxyAnswer {
  BAD_REQUEST(HttpResponseStatus.BAD_REQUEST, "bad-request", "SLW-4101 this request is not valid HTTP, or could be read in two ways"),
  URI_TOO_LONG(HttpResponseStatus.REQUEST_URI_TOO_LONG, "uri-too-long", "SLW-4102 the request line is too long"),
  HEADER_TOO_LARGE(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "header-too-large", "SLW-4103 the request's headers are too large"),
  NOT_SUPPORTED(HttpResponseStatus.NOT_IMPLEMENTED, "not-supported", "SLW-4104 this method or transfer coding is not supported"),
  CLIENT_TOO_SLOW(HttpResponseStatus.REQUEST_TIMEOUT, "client-too-slow", "SLW-4105 the request did not arrive in time"),
  NO_BACKEND(HttpResponseStatus.SERVICE_UNAVAILABLE, "no-backend", "SLW-4110 no release with a ready instance takes traffic here"),
  DRAINED(HttpResponseStatus.SERVICE_UNAVAILABLE, "drained", "SLW-4111 the instance was stopped before it answered; try again"),
  UNREACHABLE(HttpResponseStatus.BAD_GATEWAY, "unreachable", "SLW-4112 no instance accepted the request"),
  BROKEN_OFF(HttpResponseStatus.BAD_GATEWAY, "broken-off", "SLW-4113 the instance closed the connection before it answered"),
  BAD_ANSWER(HttpResponseStatus.BAD_GATEWAY, "bad-answer", "SLW-4114 the instance's answer is not valid HTTP"),
  TIMED_OUT(HttpResponseStatus.GATEWAY_TIMEOUT, "timed-out", "SLW-4115 the instance did not answer in time");

  private static final int RETRY_AFTER_SECONDS = 1;

  private final HttpResponseStatus status;
  private final String code;
  private final byte[] body;

  ProxyAnswer(HttpResponseStatus status, String code, String message) {
    this.status = status;
    this.code = code;
    this.body = ("{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}\n").getBytes(UTF_8);
  }

  int status() {
    return status.code();
  }

  FullHttpResponse response() {
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set("X-Slipway", code)
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
      response.headers().setInt(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return response;
  }
}
