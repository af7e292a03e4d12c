package dev.slipway.core.metric;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What ought to have come of totals that do not move. Kept only while one of them stands still. Looks are counted and not only what was
 * to come: that tells a counter that is frozen from one that is written once a minute, for the other release's is written as often.
 *
 * @param candidateOwed by how much the candidate's total ought to have grown since it moved, by stable's growth and the split
 * @param candidateLooks in how many looks stable's moved since then
 * @param stableOwed likewise of stable's
 * @param stableLooks likewise
 * @param quiet for how long of event time neither moved
 */
public record Stillness(double candidateOwed, int candidateLooks, double stableOwed, int stableLooks, Duration quiet) {
  /** Of as many that were to come, none comes by chance once in e²⁰ times. */
  public static final double SURELY = 20;

  private static final int LOOKS = 3;
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Stillness NONE = new Stillness(0, 0, 0, 0, Duration.ZERO);

  /**
   * After something new.
   *
   * @param before absent while both move
   * @param candidate its least share of traffic that may be expected, 0–1
   * @param stable likewise; both together are less than 1 where it is not sure what they are
   * @return absent where both moved
   */
  public static Optional<Stillness> after(Optional<Stillness> before, Sighting seen, double candidate, double stable) {
    Stillness was = before.orElse(NONE);
    boolean moved = seen.candidateTotal() > 0;
    boolean stableMoved = seen.stableTotal() > 0;
    if (moved && stableMoved) {
      return Optional.empty();
    }
    return Optional.of(new Stillness(
        moved ? 0 : was.candidateOwed + seen.stableTotal() * odds(candidate),
        moved ? 0 : was.candidateLooks + (stableMoved ? 1 : 0),
        stableMoved ? 0 : was.stableOwed + seen.candidateTotal() * odds(stable),
        stableMoved ? 0 : was.stableLooks + (moved ? 1 : 0),
        moved || stableMoved ? Duration.ZERO : was.quiet.plus(seen.covered())));
  }

  /** Of one side for each of the other's; where it has all there is no other to compare with. */
  private static double odds(double share) {
    return share < 1 ? share / (1 - share) : 0;
  }

  /**
   * Which of them cannot have stood still by chance.
   *
   * @param perSecond by how much both together ought to grow, by the requests that are routed now; 0 where that is not known
   */
  public Optional<String> frozen(double perSecond) {
    if (candidateOwed >= SURELY && candidateLooks >= LOOKS) {
      return Optional.of(said("the candidate's total has", candidateOwed, "the other release's growth"));
    }
    if (stableOwed >= SURELY && stableLooks >= LOOKS) {
      return Optional.of(said("stable's total has", stableOwed, "the other release's growth"));
    }
    double owed = perSecond * quiet.toSeconds();
    return quiet.compareTo(LONG) >= 0 && owed >= SURELY
        ? Optional.of(said("both totals have", owed, quiet.toSeconds() + " s of traffic as before"))
        : Optional.empty();
  }

  private static String said(String whose, double owed, String by) {
    return String.format(
        Locale.ROOT, "%s stopped moving, though by %s about %.0f were to come: nothing is counted there now", whose, by, owed);
  }
}
