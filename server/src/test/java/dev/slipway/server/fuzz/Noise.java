package dev.slipway.server.fuzz;

import java.util.List;
import java.util.Random;

/** What does not belong into a request. */
final class Noise {
  private static final List<String> TEXTS =
      List.of(
          "../../../../etc/passwd", "/etc/passwd", "\u0000", "a\u0000b", "%00", "$(reboot)", "`id`", "${version}", "${env:PATH}",
              "'; DROP TABLE journal; --",
          "\ud800", "\u202e\u200b", "\uD83D\uDE80", "\r\nX-Injected: 1", "a\nb", "-1", "1e999", "NaN", "null", "..", ".", "~", "-", "a/b",
              "shop/production", " ",
          "9.9.9-" + "9".repeat(90), "file:///etc/passwd", "\\\\server\\share", "con", "/dev/zero", "/dev/stdin", "/proc/self/mem", "/",
              "dist/../..");
  private static final List<String> SEGMENTS =
      List.of(
          "..", "%2e%2e", "%2E%2e%2F", "..%2f", "..;", ";a=b", "%00", "%ff", "%c0%ae", "%", "%zz", "//", "\\", "%5c", "a b", "\u00fc", "?",
              "#", "%3f", "*",
          "{service}", "'", "\"", "<script>", "%25%32%65", "x".repeat(9_000), "SHOP", "shop%20", "-shop", "api/v1");
  private static final List<String> NUMBERS =
      List.of("0", "-1", "1.5", "99999999999999999999", "9223372036854775807", "-9223372036854775808", "0x10", "1e3", "", "NaN", "٣",
          "1_000", "+1", " 1", "007");
  private static final List<String> PARAMETERS =
      List.of("after", "limit", "lines", "follow", "release", "instance", "verdict", "target", "Last-Event-ID", "by", "%00", "");
  private static final List<String> HEADERS =
      List.of(
          "Content-Type: text/plain; charset=nonsense", "Content-Type: charset", "Content-Type: multipart/form-data; boundary=",
              "Content-Type: \u00fc/;;;=",
          "Content-Type: application/x-www-form-urlencoded", "Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked",
              "Transfer-Encoding: nonsense",
          "Content-Length: -1", "Content-Length: 5", "Content-Length: x", "Expect: 100-continue", "Expect: nonsense",
              "Upgrade: websocket\r\nConnection: Upgrade",
          "Upgrade: h2c\r\nHTTP2-Settings: AA\r\nConnection: Upgrade, HTTP2-Settings", "Range: bytes=0-1,5-", "Accept: nonsense",
              "Accept: */*;q=x", "Accept-Charset: x",
          "Accept-Encoding: gzip", "Cookie: JSESSIONID=1; a=\u0001", "Host: localhost", "Host: evil.example.com", "Origin: null",
              "If-None-Match: *", "Last-Event-ID: x",
          "Last-Event-ID: -5", "X-Forwarded-For: 1.2.3.4", "X-HTTP-Method-Override: DELETE", ": empty", "no colon", " folded",
              "A\u0000: b", "Content-Encoding: br",
          "Authorization: Bearer", "Authorization: Basic AAAA", "X: " + "y".repeat(20_000));

  private Noise() {}

  static <T> T one(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  static String text(Random random) {
    return one(TEXTS, random);
  }

  static String number(Random random) {
    return one(NUMBERS, random).replace(" ", "%20").replace("٣", "%D9%A3");
  }

  static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? 70_000 : 300)];
    random.nextBytes(bytes);
    return bytes;
  }

  static String path(String path, Random random) {
    int at = random.nextInt(path.length() + 1);
    return switch (random.nextInt(4)) {
      case 0 -> path + "/" + one(SEGMENTS, random);
      case 1 -> path.substring(0, at) + one(SEGMENTS, random) + path.substring(at);
      case 2 -> path.replaceAll("[^/]+$", java.util.regex.Matcher.quoteReplacement(one(SEGMENTS, random)));
      default -> path.substring(0, at) + (char) (1 + random.nextInt(255)) + path.substring(at);
    };
  }

  static String query(Random random) {
    StringBuilder query = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String value = random.nextBoolean() ? number(random) : encoded(text(random));
      query.append(one(PARAMETERS, random)).append(random.nextInt(8) == 0 ? "" : "=" + value).append(i > 0 ? "&" : "");
    }
    return query.toString();
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }

  static String headers(Random random) {
    return one(HEADERS, random) + "\r\n" + (random.nextBoolean() ? one(HEADERS, random) + "\r\n" : "");
  }

  static String credentials(Random random) {
    return one(
        List.of(
            "", "Authorization: Bearer " + "0".repeat(64) + "\r\n", "Authorization: Bearer\r\n", "Authorization: \u00ff\r\n",
            "Authorization: Bearer " + "a".repeat(9_000) + "\r\n", "Cookie: token=1\r\n"),
        random);
  }

  /** A slipway.yaml that was spoilt, or one made to take all memory or all of the stack. */
  static String yaml(String right, Random random) {
    int at = random.nextInt(right.length());
    return switch (random.nextInt(6)) {
      case 0 -> right.substring(0, at);
      case 1 -> right.substring(0, at) + text(random) + right.substring(at);
      case 2 -> right.substring(0, at) + (char) random.nextInt(0xD800) + right.substring(at + 1);
      case 3 -> (random.nextBoolean() ? "[" : "{a: ").repeat(random.nextBoolean() ? 100 : 50_000);
      case 4 -> "a: &a [x,x,x,x,x,x,x,x,x]\n" + bomb();
      default -> right + "\n" + "- ".repeat(random.nextInt(20_000));
    };
  }

  private static String bomb() {
    StringBuilder text = new StringBuilder();
    for (char c = 'b'; c <= 'k'; c++) {
      char before = (char) (c - 1);
      text.append(c).append(": &").append(c).append(" [").append(("*" + before + ",").repeat(8)).append("*").append(before).append("]\n");
    }
    return text.toString();
  }
}
