package dev.slipway.server.compliance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A standard that auditors ask by. */
public enum Standard {
  /** Trust services criteria, 2017, with the points of focus of 2022. */
  SOC2("SOC 2, Trust Services Criteria (TSP section 100, 2017)", Soc2.CONTROLS),
  /** Security standards for electronic protected health information. */
  HIPAA("HIPAA Security Rule (45 CFR part 164, subpart C)", Hipaa.CONTROLS),
  /** The general data protection regulation of the European Union. */
  GDPR("GDPR (Regulation (EU) 2016/679)", Gdpr.CONTROLS);

  private final String title;
  private final List<Control> controls;

  Standard(String title, List<Control> controls) {
    this.title = title;
    this.controls = controls;
  }

  /** As its publishers call it. */
  public String title() {
    return title;
  }

  /** Those that the release of software has to do with, in its own order. */
  List<Control> controls() {
    return controls;
  }

  /** As it is written: {@code soc2}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one that is written so. */
  public static Optional<Standard> of(String word) {
    return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
  }

  /** All that may be written. */
  public static String words() {
    return String.join(", ", Arrays.stream(values()).map(Standard::word).toList());
  }
}
