package dev.slipway.bench.judge;

import dev.slipway.core.analysis.evidence.Dispersion;
import dev.slipway.core.analysis.evidence.RateRule;

/** One day of a scenario, looked at every ten seconds by all judges: who raises a false alarm. */
public final class Day {
  private static final double SPRT_BAD = 0.01;
  private static final double SPRT_GOOD = 0.001;
  private static final int STEPS_PER_MINUTE = 60 / Scenario.STEP_SECONDS;
  private static final int HOUR_STEPS = 3600 / Scenario.STEP_SECONDS;

  private final Scenario scenario;
  private final Draw draw;
  private final double rate;
  private final double split;
  private final int outageFrom;
  private final ErrorEvidence evidence;
  private final Sprt wald;
  private final Threshold fixed = new Threshold(0.01, 5);
  private final KayentaPeer netflix = new KayentaPeer(Scenario.STEPS / STEPS_PER_MINUTE);
  private long minuteCandidates;
  private long minuteErrors;
  private long minuteStable;
  private long minuteStableErrors;
  boolean ours;
  boolean sprt;
  boolean threshold;
  boolean kayenta;

  Day(Scenario scenario, long seed, double rate, double split, double alpha) {
    this.scenario = scenario;
    this.draw = new Draw(seed * 0x9E37_79B9L);
    this.rate = rate;
    this.split = split;
    this.outageFrom = (int) (draw.share() * (Scenario.STEPS - Scenario.OUTAGE_STEPS));
    this.wald = new Sprt(SPRT_GOOD, SPRT_BAD, alpha);
    this.evidence = new ErrorEvidence(RateRule.DEFAULT, correction(), alpha);
  }

  private double correction() {
    return switch (scenario.correction()) {
      case NONE -> 1;
      case KNOWN -> scenario.phi();
      case MEASURED -> {
        Dispersion hour = Dispersion.NONE;
        for (int i = 0; i < HOUR_STEPS; i++) {
          long requests = Math.round(rate * Scenario.STEP_SECONDS);
          hour = hour.plus(errors(requests, scenario.stable()), requests);
        }
        yield hour.upperBound();
      }
    };
  }

  /**
   * Plays it to its end.
   *
   * @param withKayenta whether Kayenta's judge is asked too, which takes longest
   */
  Day play(boolean withKayenta) {
    for (int step = 0; step < Scenario.STEPS; step++) {
      boolean out = scenario.outage() && step >= outageFrom && step < outageFrom + Scenario.OUTAGE_STEPS;
      double factor = scenario.factor(step);
      long all = Math.round(rate * Scenario.STEP_SECONDS * factor);
      long n = draw.successes(all, split);
      long bad = errors(n, out ? Scenario.OUTAGE_ERRORS : scenario.candidate() * factor);
      long stableBad = errors(all - n, out ? Scenario.OUTAGE_ERRORS : scenario.stable() * factor);
      ours |= evidence.add(bad, n, stableBad, all - n);
      sprt |= wald.add(bad, n);
      minuteCandidates += n;
      minuteErrors += bad;
      minuteStable += all - n;
      minuteStableErrors += stableBad;
      if ((step + 1) % STEPS_PER_MINUTE == 0) {
        minute(withKayenta && !kayenta);
      }
    }
    return this;
  }

  private void minute(boolean withKayenta) {
    threshold |= fixed.addMinute(minuteErrors, minuteCandidates);
    kayenta |= withKayenta && netflix.addMinute(minuteErrors, minuteCandidates, minuteStableErrors, minuteStable);
    minuteCandidates = minuteErrors = minuteStable = minuteStableErrors = 0;
  }

  private long errors(long requests, double share) {
    if (scenario.burst() == 1) {
      return draw.successes(requests, share);
    }
    long bursts = draw.successes(requests, share / scenario.burst());
    long errors = 0;
    for (long i = 0; i < bursts; i++) {
      errors += draw.burst(scenario.burst());
    }
    return Math.min(errors, requests);
  }
}
