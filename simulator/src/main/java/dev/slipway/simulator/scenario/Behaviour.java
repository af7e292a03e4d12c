package dev.slipway.simulator.scenario;

/**
 * How the instances of one release behave.
 *
 * @param startMillis from start until first ready
 * @param everReady whether they become ready at all
 * @param crashAfterMillis from ready until they die, 0 for never
 * @param flapMillis how long they stay ready, and then unready, in turn; 0 for steadily ready
 * @param errorPercent share of requests that fail
 * @param erringPermille share of a thousand requests that fail besides, each by chance
 * @param slowPercent share of requests that take {@link #SLOW_MILLIS} and not {@link #FAST_MILLIS}
 * @param checksPass whether checks on the preview address succeed
 */
public record Behaviour(
    int startMillis, boolean everReady, int crashAfterMillis, int flapMillis, int errorPercent, int erringPermille, int slowPercent,
    boolean checksPass) {
  /** Latency of a request that goes well, ms. */
  public static final int FAST_MILLIS = 20;

  /** Latency of a slow one, ms. */
  public static final int SLOW_MILLIS = 900;

  /** Ready in a moment, and right ever after. */
  public static final Behaviour GOOD = new Behaviour(120, true, 0, 0, 0, 0, 0, true);

  /** Never ready. */
  public static final Behaviour NEVER_READY = new Behaviour(120, false, 0, 0, 0, 0, 0, true);

  /** Good, but slow to start. */
  public Behaviour starting(int millis) {
    return new Behaviour(millis, everReady, crashAfterMillis, flapMillis, errorPercent, erringPermille, slowPercent, checksPass);
  }

  /** Dies so long after it was ready, again and again. */
  public Behaviour crashing(int afterMillis) {
    return new Behaviour(startMillis, everReady, afterMillis, flapMillis, errorPercent, erringPermille, slowPercent, checksPass);
  }

  /** Ready and unready in turn. */
  public Behaviour flapping(int millis) {
    return new Behaviour(startMillis, everReady, crashAfterMillis, millis, errorPercent, erringPermille, slowPercent, checksPass);
  }

  /** Answers so many of a hundred requests with an error. */
  public Behaviour failing(int percent) {
    return new Behaviour(startMillis, everReady, crashAfterMillis, flapMillis, percent, erringPermille, slowPercent, checksPass);
  }

  /** Answers about so many of a thousand requests with an error, by chance. */
  public Behaviour erring(int permille) {
    return new Behaviour(startMillis, everReady, crashAfterMillis, flapMillis, errorPercent, permille, slowPercent, checksPass);
  }

  /** Answers so many of a hundred requests slowly. */
  public Behaviour slow(int percent) {
    return new Behaviour(startMillis, everReady, crashAfterMillis, flapMillis, errorPercent, erringPermille, percent, checksPass);
  }

  /** Fails the checks on its preview address. */
  public Behaviour failingChecks() {
    return new Behaviour(startMillis, everReady, crashAfterMillis, flapMillis, errorPercent, erringPermille, slowPercent, false);
  }

  /** The same, once whatever made it die or flap is over. */
  public Behaviour calm() {
    return new Behaviour(startMillis, true, 0, 0, errorPercent, erringPermille, slowPercent, checksPass);
  }
}
