package dev.slipway.gates.report;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A report that is there, not empty, not too large and not too old.
 *
 * @param path absolute
 * @param name as people know it: relative to slipway.yaml where it lies below
 */
public record ReportFile(Path path, String name) {
  /** No report is larger, in bytes. */
  public static final long MOST_BYTES = 256L << 20;

  /** How old a report may be where nothing is said. */
  public static final Duration USUAL_AGE = Duration.ofHours(24);

  /** For what is not made for each release. */
  public static final Duration ANY_AGE = Duration.ofDays(36_500);

  private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

  /**
   * Looks at a file.
   *
   * @param oldest how old it may be
   */
  public static ReportFile of(Path path, Path folder, Duration oldest, Instant now) {
    ReportFile file = new ReportFile(path, Patterns.shown(folder, path));
    try {
      file.checked(oldest, now);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
    return file;
  }

  private void checked(Duration oldest, Instant now) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw GateFault.failed("SLW-6110", name + (Files.exists(path) ? " is no file" : " is not there"),
          "Make the report first, or correct the path in slipway.yaml");
    }
    long bytes = Files.size(path);
    if (bytes == 0) {
      throw GateFault.failed("SLW-6112", name + " is empty", "What wrote it did not finish; run it again");
    }
    if (bytes > MOST_BYTES) {
      throw GateFault.failed("SLW-6114", name + " has " + (bytes >> 20) + " MiB, more than the " + (MOST_BYTES >> 20)
          + " MiB that are read",
          "Split it, or leave out what is not needed");
    }
    Instant written = Files.getLastModifiedTime(path).toInstant();
    if (written.isBefore(now.minus(oldest))) {
      throw GateFault.failed("SLW-6113", name + " is from " + written.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
          + ", older than " + spelled(oldest), "Make it anew, or allow more with max-age");
    }
    if (oldest.compareTo(ANY_AGE) < 0 && written.isAfter(now.plus(MOST_AHEAD))) {
      throw GateFault.failed("SLW-6113", name + " is from " + written + ", which is yet to come", "Set the clock right and make it anew");
    }
  }

  /** Its bytes. */
  public InputStream open() throws IOException {
    return new Limited(new BufferedInputStream(Files.newInputStream(path), 1 << 16), name);
  }

  /** Whether its first character, white space and a byte order mark aside, is this one. */
  public boolean beginsWith(char first) {
    try (InputStream in = open()) {
      int b = in.read();
      while (b == ' ' || b == '\t' || b == '\r' || b == '\n' || b == 0xef || b == 0xbb || b == 0xbf) {
        b = in.read();
      }
      return b == first;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** It can be found and not be read. */
  public GateFault unreadable(IOException e) {
    return GateFault.failed("SLW-6111", name + " cannot be read (" + e.getClass().getSimpleName()
        + ")", "Give this user the right to read it");
  }

  /** It is not what it should be. */
  public GateFault malformed(String what) {
    return GateFault.failed("SLW-6115", name + " cannot be understood: " + what, "Look at what wrote it; then make it anew");
  }

  /** It ends before its end. */
  public GateFault truncated(String where) {
    return GateFault.failed("SLW-6116", name + " is cut off " + where, "What wrote it did not finish; run it again");
  }

  /** It is well written, but of another form. */
  public GateFault otherForm(String wanted, String seen) {
    return GateFault.failed("SLW-6117", name + " is no " + wanted + ": " + seen, "Name the right file, or the right kind of gate");
  }

  /** It asks for more memory than a report needs. */
  public GateFault excessive(String what) {
    return GateFault.failed("SLW-6118", name + " is refused: " + what, "No tool writes reports so; look at where it comes from");
  }

  private static String spelled(Duration age) {
    return age.toHours() >= 1 ? age.toHours() + " h" : age.toMinutes() >= 1 ? age.toMinutes() + " min" : age.toSeconds() + " s";
  }

  /** A file may grow while it is read. */
  private static final class Limited extends FilterInputStream {
    private final String name;
    private long left = MOST_BYTES;

    Limited(InputStream in, String name) {
      super(in);
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      took(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int n = super.read(into, offset, length);
      took(Math.max(0, n));
      return n;
    }

    private void took(int bytes) {
      left -= bytes;
      if (left < 0) {
        throw GateFault.failed("SLW-6114", name + " grew beyond " + (MOST_BYTES >> 20)
            + " MiB while it was read", "Wait until it is written");
      }
    }
  }
}
