package dev.slipway.cli.view;

import java.util.Locale;

/** Quantities as people read them. */
public final class Quantities {
  private Quantities() {}

  /** {@code 850ms}, {@code 12s}, {@code 4m10s}, {@code 23h59m}. */
  public static String duration(long millis) {
    if (millis < 1_000) {
      return millis + "ms";
    }
    long s = millis / 1_000;
    if (s < 60) {
      return s + "s";
    }
    if (s < 3_600) {
      return s / 60 + "m" + (s % 60 == 0 ? "" : s % 60 + "s");
    }
    return s / 3_600 + "h" + (s % 3_600 < 60 ? "" : s % 3_600 / 60 + "m");
  }

  /** {@code 12.5%}. */
  public static String share(double share) {
    double percent = share * 100;
    return percent == Math.rint(percent) ? String.format(Locale.ROOT, "%.0f%%", percent) : String.format(Locale.ROOT, "%.2f%%", percent);
  }

  /** {@code 48 MB}. */
  public static String bytes(long bytes) {
    return bytes < 1 << 20 ? bytes / 1024 + " KB" : bytes / (1 << 20) + " MB";
  }

  /** {@code 3.2 ms}. */
  public static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }

  /** {@code 4.8×}, {@code 12×}, {@code 1,200×}. */
  public static String times(double ratio) {
    return String.format(Locale.ROOT, ratio < 9.95 ? "%.1f×" : "%,.0f×", ratio);
  }

  /** To two digits, upwards: 3,871 is about 3,900. */
  public static long about(long count) {
    long unit = 1;
    while (count / unit >= 100) {
      unit *= 10;
    }
    return Math.ceilDiv(count, unit) * unit;
  }
}
