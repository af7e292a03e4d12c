package dev.slipway.adapters.nginx;

import java.util.Optional;

/**
 * One request as the access log for counting tells it.
 *
 * @param release to which it was given first
 * @param failed whether an attempt of an instance failed, also where another one saved it
 * @param connectFailures attempts that found no instance listening
 * @param nanos until its last byte, of a WebSocket until it began; in milliseconds, for nginx measures no finer, and at least one
 */
record CountedLine(String release, boolean failed, int connectFailures, long nanos) {
  private static final int FIELDS = 9;
  private static final String NONE = "-";
  private static final String BETWEEN = "(?:, | : )";
  private static final int SERVER_ERROR = 500;
  private static final int CLIENT_GONE = 499;
  private static final int SWITCHING = 101;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  /** Nothing for what no instance was asked, and for what its client gave up before it was answered in full. */
  static Optional<CountedLine> parse(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS || !fields[2].matches("[0-9]{3}") || !fields[5].matches("[0-9]{1,9}\\.[0-9]{3}")) {
      return Optional.empty();
    }
    int status = Integer.parseInt(fields[2]);
    boolean asked = !fields[8].equals(NONE) && !fields[8].isEmpty();
    boolean whole = fields[7].equals("OK") || status >= SERVER_ERROR || status == SWITCHING;
    String release = fields[1].equals(NONE) ? fields[0] : fields[1];
    if (!asked || !whole || status == CLIENT_GONE || release.equals(NONE)) {
      return Optional.empty();
    }
    String[] statuses = fields[3].split(BETWEEN);
    String[] connects = fields[4].split(BETWEEN);
    int refused = 0;
    for (int i = 0; i < statuses.length; i++) {
      boolean noConnection = i < connects.length && connects[i].equals(NONE);
      refused += noConnection && statuses[i].matches("502|504") && !fields[8].startsWith("slipway_") ? 1 : 0;
    }
    String last = fields[6].substring(Math.max(fields[6].lastIndexOf(' ') + 1, 0));
    String seconds = status == SWITCHING && last.matches("[0-9]{1,9}\\.[0-9]{3}") ? last : fields[5];
    return Optional.of(new CountedLine(release, status >= SERVER_ERROR || statuses.length > 1, refused, nanos(seconds)));
  }

  private static long nanos(String seconds) {
    return Math.max(1, Long.parseLong(seconds.replace(".", ""))) * NANOS_PER_MILLI;
  }
}
