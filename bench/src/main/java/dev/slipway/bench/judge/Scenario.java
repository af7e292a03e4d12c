package dev.slipway.bench.judge;

import java.util.List;

/**
 * Traffic of a day in which the candidate does nothing that it should be sent back for.
 *
 * @param name of it
 * @param stable stable's error rate
 * @param candidate the candidate's
 * @param diurnal whether traffic and errors rise and fall over the day, for both alike
 * @param outage whether something that both depend on fails for ten minutes of the day
 * @param burst how many errors come together on average: geometric
 * @param correction what our test knows of that
 * @param promised whether our method promises its bound there
 */
public record Scenario(
    String name, double stable, double candidate, boolean diurnal, boolean outage, double burst, Correction correction, boolean promised) {
  static final int STEP_SECONDS = 10;
  static final int STEPS = 24 * 3600 / STEP_SECONDS;
  static final int OUTAGE_STEPS = 600 / STEP_SECONDS;
  static final double OUTAGE_ERRORS = 0.05;
  private static final double SWING = 0.8;

  /** What is known of bursts. */
  public enum Correction {
    /** Nothing, as if every error came by itself. */
    NONE,
    /** φ of the bursts that there are. */
    KNOWN,
    /** φ as the product takes it: Pearson's dispersion of ten-second windows in the hour before, its upper 95 % bound. */
    MEASURED
  }

  /** The ones of the specification. */
  public static List<Scenario> all() {
    return List.of(
        plain("equal rates", 0.001, 0.001),
        plain("worst null", 0.005, 0.006),
        new Scenario("diurnal", 0.001, 0.001, true, false, 1, Correction.NONE, true),
        new Scenario("shared outage", 0.001, 0.001, false, true, 1, Correction.NONE, true),
        new Scenario("bursts, known", 0.001, 0.001, false, false, 5, Correction.KNOWN, true),
        new Scenario("bursts, measured", 0.001, 0.001, false, false, 5, Correction.MEASURED, true),
        new Scenario("bursts, ignored", 0.001, 0.001, false, false, 5, Correction.NONE, false));
  }

  private static Scenario plain(String name, double stable, double candidate) {
    return new Scenario(name, stable, candidate, false, false, 1, Correction.NONE, true);
  }

  /** What traffic and error rates are multiplied by at a time of the day. */
  double factor(int step) {
    return diurnal ? 1 + SWING * Math.sin(2 * Math.PI * step / STEPS) : 1;
  }

  /** φ of the bursts: E[c²]/E[c] of a geometric distribution. */
  double phi() {
    return 2 * burst - 1;
  }
}
