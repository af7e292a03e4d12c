package dev.slipway.bench.judge;

import dev.slipway.core.analysis.evidence.RateRule;

/** How many of the candidate's requests each judge needs until it sends a bad candidate back, all on the same traffic. */
public final class Detection {
  private static final int MINUTES = 24 * 60;
  private static final int SLICES_PER_MINUTE = 6;

  /** So many requests are looked at one by one; what takes longer is looked at every ten seconds. */
  private static final long ONE_BY_ONE = 2_000_000;

  /**
   * What is asked.
   *
   * @param baseline stable's error rate, 0–1
   * @param candidate the candidate's
   * @param split the candidate's share of traffic, 0–1
   * @param alpha chance of a false alarm allowed to ours and to Wald's test
   * @param rate requests a second, of both together
   */
  public record Cell(double baseline, double candidate, double split, double alpha, double rate) {}

  private final Cell cell;
  public final Times ours;
  public final Times sprt;
  public final Times threshold;
  public final Times kayenta;

  private Detection(Cell cell, int seeds) {
    this.cell = cell;
    this.ours = new Times(seeds);
    this.sprt = new Times(seeds);
    this.threshold = new Times(seeds);
    this.kayenta = new Times(seeds);
  }

  /** Runs as many seeds as are asked for, from one on. */
  public static Detection of(Cell cell, int seeds, long firstSeed) {
    return of(cell, seeds, firstSeed, Times.NEVER);
  }

  /** Ours on the same traffic, without the others. */
  public static Times oursAlone(Cell cell, int seeds, long firstSeed) {
    return of(cell, seeds, firstSeed, 0).ours;
  }

  private static Detection of(Cell cell, int seeds, long firstSeed, long others) {
    Detection detection = new Detection(cell, seeds);
    for (int i = 0; i < seeds; i++) {
      detection.new Run(firstSeed + i, others).play();
    }
    return detection;
  }

  /** One seed. */
  private final class Run {
    private final Draw draw;
    private final ErrorEvidence evidence = new ErrorEvidence(RateRule.DEFAULT, 1, cell.alpha());
    private final Sprt wald = new Sprt(cell.baseline(), cell.candidate(), cell.alpha());
    private final Threshold fixed = new Threshold(0.01, 5);
    private final KayentaPeer netflix = new KayentaPeer(MINUTES);
    private final long perSlice = Math.max(1, Math.round(cell.rate() * 60 / SLICES_PER_MINUTE));
    private long requests;
    private long candidates;
    private long oursAt = Times.NEVER;
    private long sprtAt;
    private long thresholdAt;
    private long kayentaAt;
    private long minuteCandidates;
    private long minuteErrors;
    private long minuteStable;
    private long minuteStableErrors;

    Run(long seed, long others) {
      sprtAt = thresholdAt = kayentaAt = others;
      draw = new Draw(seed * 0x9E37_79B9L);
    }

    void play() {
      for (int minute = 0; minute < MINUTES && !done(); minute++) {
        minuteCandidates = minuteErrors = minuteStable = minuteStableErrors = 0;
        for (int i = 0; i < SLICES_PER_MINUTE; i++) {
          slice();
        }
        peers();
      }
      ours.add(oursAt);
      sprt.add(sprtAt);
      threshold.add(thresholdAt);
      kayenta.add(kayentaAt);
    }

    private boolean done() {
      return Math.max(Math.max(oursAt, sprtAt), Math.max(thresholdAt, kayentaAt)) != Times.NEVER;
    }

    private void slice() {
      long left = perSlice;
      while (left > 0 && requests < ONE_BY_ONE && Math.max(oursAt, sprtAt) == Times.NEVER) {
        boolean toCandidate = draw.share() < cell.split();
        boolean failed = draw.share() < (toCandidate ? cell.candidate() : cell.baseline());
        boolean found = evidence.addOne(toCandidate, failed, cell.split());
        count(toCandidate ? 1 : 0, toCandidate && failed ? 1 : 0, toCandidate ? 0 : 1, !toCandidate && failed ? 1 : 0, found);
        left--;
      }
      if (left > 0) {
        long n = draw.successes(left, cell.split());
        long bad = draw.successes(n, cell.candidate());
        long stableBad = draw.successes(left - n, cell.baseline());
        boolean found = oursAt == Times.NEVER && evidence.add(bad, n, stableBad, left - n);
        count(n, bad, left - n, stableBad, found);
      }
    }

    private void count(long n, long bad, long stable, long stableBad, boolean found) {
      requests += n + stable;
      candidates += n;
      minuteCandidates += n;
      minuteErrors += bad;
      minuteStable += stable;
      minuteStableErrors += stableBad;
      oursAt = found ? Math.min(oursAt, candidates) : oursAt;
      sprtAt = sprtAt == Times.NEVER && n > 0 && wald.add(bad, n) ? candidates : sprtAt;
    }

    private void peers() {
      boolean high = kayentaAt == Times.NEVER && netflix.addMinute(minuteErrors, minuteCandidates, minuteStableErrors, minuteStable);
      kayentaAt = high ? candidates : kayentaAt;
      thresholdAt = thresholdAt == Times.NEVER && fixed.addMinute(minuteErrors, minuteCandidates) ? candidates : thresholdAt;
    }
  }
}
