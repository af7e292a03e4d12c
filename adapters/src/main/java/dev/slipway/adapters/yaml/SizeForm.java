package dev.slipway.adapters.yaml;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How sizes are written: {@code 256MB} is 256 million bytes, {@code 256MiB} is 256 × 1024². */
final class SizeForm {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?) ?([kmg])(i?)b", Pattern.CASE_INSENSITIVE);
  private static final long LEAST_BYTES = 4_000_000;
  private static final long MOST_BYTES = 1L << 42;

  private SizeForm() {}

  /** Bytes. */
  static Optional<Long> read(Value value) {
    if (!(value.node() instanceof Node.Scalar scalar) || scalar.type() == Node.Type.NOTHING || scalar.type() == Node.Type.TRUTH) {
      return value.wrongKind("a size", "256MB");
    }
    Matcher m = FORM.matcher(scalar.text());
    if (!m.matches()) {
      return value.badForm("is no size", hint(scalar.text()));
    }
    long base = m.group(3).isEmpty() ? 1000 : 1024;
    long unit =
        switch (m.group(2).toLowerCase(Locale.ROOT)) {
          case "k" -> base;
          case "m" -> base * base;
          default -> base * base * base;
        };
    long bytes = new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
    if (bytes < LEAST_BYTES || bytes > MOST_BYTES) {
      value.fault(Fault.OUT_OF_RANGE, value.path() + " is " + scalar.text() + ", out of range", "use 4MB to 4096GiB");
      return Optional.empty();
    }
    return Optional.of(bytes);
  }

  private static String hint(String text) {
    Matcher bare = Pattern.compile("([0-9]+) ?([kmgKMG]?)").matcher(text.strip());
    if (bare.matches()) {
      String unit = bare.group(2).isEmpty() ? "M" : bare.group(2).toUpperCase(Locale.ROOT);
      return "a size needs its unit; did you mean \"" + bare.group(1) + unit + "B\"?";
    }
    return "write a number with KB, MB, GB, KiB, MiB or GiB, as 256MB";
  }
}
