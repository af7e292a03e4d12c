package dev.slipway.simulator.scenario;

import dev.slipway.core.rollout.Command;

/** One thing that happens from outside at a moment of a run. */
public sealed interface Happening {
  /** When, ms after the run began. */
  long atMillis();

  /** Somebody commands; asked again a little later where nobody can take it. */
  record Ask(long atMillis, Command command) implements Happening {}

  /** A part does not do its work for a while. */
  record Outage(long atMillis, Part part, int forMillis) implements Happening {}

  /** What can be out of order. */
  enum Part {
    /** The router refuses to be read or changed; it goes on serving. */
    ROUTER,
    /** The router takes a table and reads back the old one for a while. */
    ROUTER_LATE,
    /** The router does what it is asked, and its answer is lost. */
    ROUTER_REPLIES,
    /** The counters cannot be read. */
    COUNTS,
    /** The platform refuses to be read or changed; instances go on running. */
    PLATFORM,
    /** The store is away. */
    STORE,
    /** The store commits, and its answer is lost. */
    STORE_REPLIES,
    /** What runs hooks and checks is away. */
    TASKS
  }

  /** Instances die by themselves and come back after their backoff. */
  record Death(long atMillis, boolean ofStable, int instances) implements Happening {}

  /** Whatever task runs is cut off without a trace of how it ended. */
  record TaskCut(long atMillis) implements Happening {}

  /** The router process starts anew: its table is kept, its counters begin at zero. */
  record RouterRestart(long atMillis) implements Happening {}

  /** Somebody else changes the weights at the router. */
  record RouterChanged(long atMillis) implements Happening {}

  /** The counters fall to zero, and the router does not say that it began anew; or it tells of more errors than requests. */
  record CountersLie(long atMillis, boolean fall) implements Happening {}

  /** The source of the user's own measurement lies, or says nothing, for a while. */
  record SourceFault(long atMillis, Lie lie, int forMillis) implements Happening {}

  /** What a source can do instead of telling what is. */
  enum Lie {
    /** It does not answer within its time. */
    HANGS,
    /** It answers with a page. */
    HTML,
    /** It says what is not a number. */
    NOT_A_NUMBER,
    /** It says that there is no end of it. */
    INFINITE,
    /** Its counters begin at zero again, from now on. */
    FALLS,
    /** It says the same numbers at every look, as of now. */
    STANDS_STILL,
    /** It says the same numbers of the candidate at every look, as of now, and of stable what is so. */
    HALF_STANDS_STILL,
    /** Every second answer is one that it gave before. */
    DUPLICATES,
    /** It says what was so when the fault began. */
    LAGS,
    /** It answers for another release than was asked for. */
    OTHER_RELEASE,
    /** It knows nothing of either release. */
    EMPTY,
    /** It knows nothing of stable. */
    ONE_SIDED,
    /** A thousand million more were counted, from now on. */
    HUGE
  }

  /** Something that every release needs fails for a while: so many of a thousand requests to each fail. */
  record SharedFault(long atMillis, int permille, int forMillis) implements Happening {}

  /** Watches are put forward or back. */
  record WallJump(long atMillis, long millis) implements Happening {}

  /** Somebody sends all traffic to stable at the router itself. */
  record Emergency(long atMillis) implements Happening {}

  /**
   * A server that lives loses its connections to the store, which takes it for dead: another may take over at once, while this one goes on.
   *
   * @param forMillis it does not reach the store for so long; 0 when it is connected again before it notices anything
   */
  record ConnectionsLost(long atMillis, int forMillis) implements Happening {}

  /** A server dies between two turns and another is started. */
  record ServerDeath(long atMillis, int downMillis) implements Happening {}
}
