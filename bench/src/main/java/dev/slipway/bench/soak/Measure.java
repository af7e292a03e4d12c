package dev.slipway.bench.soak;

/**
 * What is looked at each minute.
 *
 * <p>{@link Kind#FLAT} is what must not grow: its slope per hour, after the warm-up of each life, is at most
 * {@value #MOST_PERCENT} % of its level or the measure's own allowance, whichever is more; the allowance is what an hour of noise may look
 * like. {@link Kind#EVEN} is what
 * grows with every rollout on purpose, as a journal does: in the second half of a run it may grow by at most {@value #MOST_FACTOR} times as
 * much per rollout as in the first, or by its allowance.
 */
enum Measure {
  /** MB that are live right after a full collection, which the look itself asks for. */
  SERVER_HEAP_MB(Kind.FLAT, Whose.SERVER, 0.5),
  SERVER_RSS_MB(Kind.FLAT, Whose.SERVER, 2),
  SERVER_THREADS(Kind.FLAT, Whose.SERVER, 2),
  SERVER_DESCRIPTORS(Kind.FLAT, Whose.SERVER, 3),
  /** As the server's; HAProxy has none. */
  ROUTER_HEAP_MB(Kind.FLAT, Whose.ROUTER, 0.5),
  ROUTER_RSS_MB(Kind.FLAT, Whose.ROUTER, 2),
  ROUTER_THREADS(Kind.FLAT, Whose.ROUTER, 2),
  ROUTER_DESCRIPTORS(Kind.FLAT, Whose.ROUTER, 3),
  /** Every process that was started from the state folder: server, router, instances, tasks. */
  PROCESSES(Kind.FLAT, Whose.RUN, 1),
  /** The database. */
  STATE_KB(Kind.EVEN, Whose.RUN, 4),
  /** SQLite's write-ahead log: begun again after 1,000 pages, 4 MB, and kept at the most it ever had. */
  STATE_LOG_KB(Kind.FLAT, Whose.RUN, 4_200),
  /** Logs of server, router and instances; they rotate, so that they stop growing some day. */
  LOGS_KB(Kind.EVEN, Whose.RUN, 1),
  /** Files of the state folder, of any kind. */
  FILES(Kind.EVEN, Whose.RUN, 0.1);

  static final int MOST_PERCENT = 3;
  static final double MOST_FACTOR = 1.25;

  /** How it is judged. */
  enum Kind { FLAT, EVEN }

  /** Whose life it lives. */
  enum Whose { SERVER, ROUTER, RUN }

  private final Kind kind;
  private final Whose whose;
  private final double allowance;

  Measure(Kind kind, Whose whose, double allowance) {
    this.kind = kind;
    this.whose = whose;
    this.allowance = allowance;
  }

  Kind kind() {
    return kind;
  }

  Whose whose() {
    return whose;
  }

  /** Per hour where it must be flat, per rollout where it must be even. */
  double allowance() {
    return allowance;
  }
}
