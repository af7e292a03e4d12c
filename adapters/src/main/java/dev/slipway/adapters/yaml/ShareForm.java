package dev.slipway.adapters.yaml;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How shares and numbers of a policy are written: {@code 0.1%}, always with the sign, and {@code 1.2} or {@code 1.2x}. */
final class ShareForm {
  private static final Pattern SHARE = Pattern.compile("(-?[0-9]{1,9}(?:\\.[0-9]{1,9})?) ?%");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}(?:\\.[0-9]{1,9})?");

  private ShareForm() {}

  /**
   * A share, 0–1.
   *
   * @param least in percent
   * @param most in percent
   */
  static Optional<Double> share(Value value, double least, double most) {
    if (!(value.node() instanceof Node.Scalar scalar) || scalar.type() == Node.Type.TRUTH || scalar.type() == Node.Type.NOTHING) {
      return value.wrongKind("a share", spell(most));
    }
    Matcher m = SHARE.matcher(scalar.text());
    if (!m.matches()) {
      return value.badForm("is no share", hint(scalar.text(), most));
    }
    BigDecimal percent = new BigDecimal(m.group(1));
    if (percent.doubleValue() < least || percent.doubleValue() > most) {
      value.fault(Fault.OUT_OF_RANGE, value.path() + " is " + scalar.text() + ", out of range",
          "use " + spell(least) + " to " + spell(most));
      return Optional.empty();
    }
    return Optional.of(percent.movePointLeft(2).doubleValue());
  }

  /** A share, or nothing at all for {@code off}. */
  static Optional<OptionalDouble> shareOrOff(Value value, double least, double most) {
    return isOff(value) ? Optional.of(OptionalDouble.empty()) : share(value, least, most).map(OptionalDouble::of);
  }

  /** Whether it says {@code off}, which other readers of YAML take for {@code false}. */
  static boolean isOff(Value value) {
    return value.node() instanceof Node.Scalar scalar && (scalar.text().equals("off") || scalar.text().equals("false"));
  }

  /** A number that need not be whole; a factor may end with x. */
  static Optional<Double> number(Value value, double least, double most) {
    if (!(value.node() instanceof Node.Scalar scalar) || scalar.type() == Node.Type.TRUTH || scalar.type() == Node.Type.NOTHING) {
      return value.wrongKind("a number", plain(Math.max(least, 2)));
    }
    String text = scalar.text().endsWith("x") ? scalar.text().substring(0, scalar.text().length() - 1).strip() : scalar.text();
    if (!NUMBER.matcher(text).matches()) {
      return value.badForm("is no number", "write it as " + plain(Math.max(least, 2)));
    }
    double number = Double.parseDouble(text);
    if (number < least || number > most) {
      value.fault(
          Fault.OUT_OF_RANGE, value.path() + " is " + scalar.text() + ", out of range",
          "use a number from " + plain(least) + " to " + plain(most));
      return Optional.empty();
    }
    return Optional.of(number);
  }

  private static String hint(String text, double most) {
    if (!NUMBER.matcher(text).matches()) {
      return "write it as " + spell(Math.min(most, 1));
    }
    BigDecimal number = new BigDecimal(text);
    boolean fraction = number.signum() > 0 && number.compareTo(BigDecimal.ONE) < 0;
    String meant = (fraction ? number.movePointRight(2) : number).stripTrailingZeros().toPlainString();
    return "a share needs its sign; did you mean \"" + meant + "%\"?";
  }

  static String spell(double percent) {
    return plain(percent) + "%";
  }

  static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
