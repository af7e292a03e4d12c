package dev.slipway.core.release;

import java.util.regex.Pattern;

/**
 * Names one release within a target: the version a person typed, then a few digits of its content, as {@code 1.4.0-ab12cd34}.
 *
 * @param value letters, digits, dots, dashes, plus signs and underscores; safe as a file name
 */
public record ReleaseId(String value) implements Comparable<ReleaseId> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,150}");

  public ReleaseId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a release id: " + value);
    }
  }

  @Override
  public int compareTo(ReleaseId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
