package dev.slipway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one run of wrk measured.
 *
 * @param requestsPerSecond answered
 * @param p99Millis 99 % of answers took no longer
 * @param errors answers other than 2xx and 3xx, and connections that failed
 */
record WrkResult(double requestsPerSecond, double p99Millis, long errors) {
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
  private static final Pattern NOT_OK = Pattern.compile("Non-2xx or 3xx responses: ([0-9]+)");
  private static final Pattern SOCKETS =
      Pattern.compile("Socket errors: connect ([0-9]+), read ([0-9]+), write ([0-9]+), timeout ([0-9]+)");

  /** One thread of wrk against one port of this machine. */
  static WrkResult of(int port, int connections, int seconds) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--latency", "http://127.0.0.1:" + port + "/"))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("wrk failed: " + said);
    }
    Matcher p99 = find(P99, said);
    double unitMillis =
        switch (p99.group(2)) {
          case "us" -> 0.001;
          case "ms" -> 1;
          default -> 1000;
        };
    return new WrkResult(Double.parseDouble(find(RATE, said).group(1)), Double.parseDouble(p99.group(1)) * unitMillis, sum(NOT_OK, said)
        + sum(SOCKETS, said));
  }

  private static Matcher find(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("wrk said something else than expected: " + text);
    }
    return matcher;
  }

  private static long sum(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    long sum = 0;
    if (matcher.find()) {
      for (int i = 1; i <= matcher.groupCount(); i++) {
        sum += Long.parseLong(matcher.group(i));
      }
    }
    return sum;
  }
}
