package dev.slipway.cli.rehearse;

import java.util.Locale;

/** Quantities of a forecast, no more exact than it is. */
final class Words {
  private Words() {}

  /** {@code 0.4s}, {@code 35s}, {@code 12m30s}, {@code 1h5m}, {@code 3d4h}. */
  static String duration(double seconds) {
    if (seconds < 10 && seconds != Math.rint(seconds)) {
      return String.format(Locale.ROOT, "%.1fs", seconds);
    }
    long s = Math.round(seconds);
    if (s < 60) {
      return s + "s";
    }
    if (s < 3_600) {
      return s / 60 + "m" + (s % 60 == 0 ? "" : s % 60 + "s");
    }
    long m = Math.round(seconds / 60);
    return m < 2_880 ? m / 60 + "h" + (m % 60 == 0 ? "" : m % 60 + "m") : m / 1_440 + "d" + (m % 1_440 < 60 ? "" : m % 1_440 / 60 + "h");
  }

  /** {@code 0.1%}, {@code 35%}, {@code 99.6%}; never rounded to none or all. */
  static String percent(double share) {
    double p = share * 100;
    if (p == Math.rint(p)) {
      return String.format(Locale.ROOT, "%.0f%%", p);
    }
    return p < 0.1 ? String.format(Locale.ROOT, "%.2g%%", p) : String.format(Locale.ROOT, "%.1f%%", p > 99.9 ? Math.floor(p * 10) / 10 : p);
  }

  /** {@code 1,234}; small ones with a digit more. */
  static String number(double value) {
    return value > 0 && value < 10 && value != Math.rint(value) ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%,.0f", value);
  }
}
