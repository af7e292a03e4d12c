package dev.slipway.server.front;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** What is refused before the API sees it, as a problem (RFC 9457). Every text is fixed: nothing that the client sent comes back. */
enum EarlyRefusal {
  NOT_HTTP(400, "SLW-5101", "Not understood", "the request is not understood", "The API is described at /api/v1/openapi.yaml"),
  CROSS_SITE(403, "SLW-5144", "Not from here", "the request comes from a web page of another site",
      "Ask from a program; pages of other sites may not use this API"),
  SLOW(408, "SLW-5141", "Too slow", "the request did not arrive in time", "Send it again, at once"),
  LARGE(413, "SLW-5105", "Too large", "the body of the request is larger than the server takes", "A body is at most 1 MiB"),
  LONG_LINE(414, "SLW-5140", "Too large", "the address of the request is longer than the server takes",
      "Header and address together: 16 KiB"),
  ENCODED(415, "SLW-5145", "Not understood", "the body of the request is compressed", "Send it as it is, in UTF-8"),
  MISDIRECTED(421, "SLW-5143", "Not called so", "the request calls the server by a name that it does not have",
      "Use its address or localhost, or start it with --name NAME"),
  MANY(429, "SLW-5142", "Too many at once", "as many requests are under way as the server takes at once",
      "Wait for some of them, then ask again"),
  LARGE_HEADER(431, "SLW-5140", "Too large", "the header of the request is larger than the server takes",
      "Header and address together: 16 KiB"),
  FAILED(500, "SLW-5106", "The server failed", "the server failed to answer this request. Rollouts and traffic are not touched by that",
      "See server.log in the state folder");

  static final String TYPE = "application/problem+json";
  private final int status;
  private final String code;
  private final String body;

  EarlyRefusal(int status, String code, String title, String said, String hint) {
    this.status = status;
    this.code = code;
    this.body =
        "{\"type\":\"urn:slipway:" + code + "\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + said
            + (status < 500 ? ". Nothing changed" : "") + "\",\"hint\":\"" + hint + "\",\"code\":\"" + code + "\",\"problems\":[]}";
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  ByteBuffer body() {
    return ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with a status that has no words of its own. */
  String body(int other) {
    return body.replace("\"status\":" + status, "\"status\":" + other);
  }

  /** A whole HTTP answer, after which the connection is closed. */
  ByteBuffer closing() {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        java.util.stream.Stream.of(
                "HTTP/1.1 " + status + " " + code, "Content-Type: " + TYPE, "Content-Length: " + bytes.length, "Cache-Control: no-store",
                "Connection: close", "", "")
            .collect(Collectors.joining("\r\n"));
    return ByteBuffer.wrap((head + body).getBytes(StandardCharsets.UTF_8));
  }

  /** The one for a status that the HTTP layer chose. */
  static EarlyRefusal of(int status) {
    for (EarlyRefusal known : values()) {
      if (known.status == status) {
        return known;
      }
    }
    return status >= 500 && status != 501 && status != 505 ? FAILED : NOT_HTTP;
  }
}
