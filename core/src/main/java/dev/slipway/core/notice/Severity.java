package dev.slipway.core.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much a notice matters, least first. */
public enum Severity {
  INFO,
  WARNING,
  ERROR,
  CRITICAL;

  /** As in slipway.yaml. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All of them as words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Severity::word).toList();
  }

  /** The severity that has this word. */
  public static Optional<Severity> of(String word) {
    return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
  }
}
