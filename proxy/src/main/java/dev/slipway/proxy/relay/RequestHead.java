package dev.slipway.proxy.relay;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http2.HttpConversionUtil;
import io.netty.util.AsciiString;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the proxy checks and changes in the head of a request before it goes on. */
final class RequestHead {
  private static final AsciiString FORWARDED_FOR = AsciiString.cached("x-forwarded-for");
  private static final AsciiString FORWARDED_PROTO = AsciiString.cached("x-forwarded-proto");
  private static final AsciiString FORWARDED_HOST = AsciiString.cached("x-forwarded-host");
  private static final AsciiString HTTP2_SETTINGS = AsciiString.cached("http2-settings");
  /** What Netty adds to tell an HTTP/2 request's peculiarities; a client could also send it itself. */
  private static final List<AsciiString> CONVERTED =
      Arrays.stream(HttpConversionUtil.ExtensionHeaderNames.values()).map(HttpConversionUtil.ExtensionHeaderNames::text).toList();

  private static final Set<HttpMethod> IDEMPOTENT =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.TRACE);

  private RequestHead() {}

  /** A stream without body, or nonsense, comes as one message; its head may be sent twice, so it must not end with its content. */
  static HttpRequest of(FullHttpRequest whole) {
    HttpRequest head = new DefaultHttpRequest(whole.protocolVersion(), whole.method(), whole.uri(), whole.headers());
    head.setDecoderResult(whole.decoderResult());
    return head;
  }

  /** Why this request must not go on, if so. */
  static Optional<ProxyAnswer> fault(HttpRequest request, boolean http2) {
    if (request.decoderResult().isFailure()) {
      return Optional.of(undecodable(request.decoderResult().cause()));
    }
    if (http2 && !request.headers().contains(HttpConversionUtil.ExtensionHeaderNames.SCHEME.text())) {
      return Optional.of(ProxyAnswer.BAD_REQUEST);
    }
    HttpVersion version = request.protocolVersion();
    boolean http11 = version.equals(HttpVersion.HTTP_1_1);
    HttpHeaders headers = request.headers();
    if (!http11 && !version.equals(HttpVersion.HTTP_1_0)) {
      return Optional.of(ProxyAnswer.NOT_SUPPORTED);
    }
    if (request.method().equals(HttpMethod.CONNECT)) {
      return Optional.of(ProxyAnswer.NOT_SUPPORTED);
    }
    if (!hasOneHost(headers, http11)) {
      return Optional.of(ProxyAnswer.BAD_REQUEST);
    }
    if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
      return transferFault(headers, http11);
    }
    return Optional.empty();
  }

  /** Whether the client wants another protocol on this connection. HTTP/2 is not offered this way. */
  static Optional<String> upgrade(HttpRequest request) {
    HttpHeaders headers = request.headers();
    if (!headers.contains(HttpHeaderNames.UPGRADE)
        || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        || !request.method().equals(HttpMethod.GET)) {
      return Optional.empty();
    }
    return Optional.ofNullable(headers.get(HttpHeaderNames.UPGRADE)).filter(protocol -> !protocol.toLowerCase(Locale.ROOT).contains("h2c"));
  }

  static boolean isIdempotent(HttpRequest request) {
    return IDEMPOTENT.contains(request.method());
  }

  static boolean hasBody(HttpRequest request) {
    return HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0;
  }

  /** Makes the head what a backend should see. */
  static void prepare(HttpRequest request, Client client, Optional<String> upgrade) {
    HttpHeaders headers = request.headers();
    HopByHop.remove(headers);
    headers.remove(HTTP2_SETTINGS);
    if (client.http2()) {
      CONVERTED.forEach(headers::remove);
    }
    upgrade.ifPresent(protocol -> headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE).set(HttpHeaderNames.UPGRADE, protocol));
    if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      request.setProtocolVersion(HttpVersion.HTTP_1_1);
    }
    toOriginForm(request);
    String host = headers.get(HttpHeaderNames.HOST);
    if (host == null) {
      headers.set(HttpHeaderNames.HOST, client.localAuthority());
    } else {
      headers.set(FORWARDED_HOST, host);
    }
    String before = headers.get(FORWARDED_FOR);
    headers.set(FORWARDED_FOR, before == null ? client.address() : before + ", " + client.address());
    headers.set(FORWARDED_PROTO, client.scheme());
  }

  private static ProxyAnswer undecodable(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return ProxyAnswer.URI_TOO_LONG;
    }
    return cause instanceof TooLongHttpHeaderException ? ProxyAnswer.HEADER_TOO_LARGE : ProxyAnswer.BAD_REQUEST;
  }

  private static boolean hasOneHost(HttpHeaders headers, boolean http11) {
    List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
    return hosts.size() == 1 || hosts.isEmpty() && !http11;
  }

  /** Only a single, plain "chunked" is understood the same way by everyone. */
  private static Optional<ProxyAnswer> transferFault(HttpHeaders headers, boolean http11) {
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (!http11 || headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      return Optional.of(ProxyAnswer.BAD_REQUEST);
    }
    return codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked") ? Optional.empty()
        : Optional.of(ProxyAnswer.NOT_SUPPORTED);
  }

  /** {@code GET http://host/path}, which a server must accept (RFC 9112 §3.2.2), becomes {@code GET /path} with that Host. */
  private static void toOriginForm(HttpRequest request) {
    String uri = request.uri();
    int authority = uri.startsWith("/") ? -1 : uri.indexOf("://");
    if (authority < 0) {
      return;
    }
    int path = uri.indexOf('/', authority + 3);
    request.headers().set(HttpHeaderNames.HOST, path < 0 ? uri.substring(authority + 3) : uri.substring(authority + 3, path));
    request.setUri(path < 0 ? "/" : uri.substring(path));
  }
}
