package dev.slipway.engine.store;

import org.jdbi.v3.core.Handle;

/**
 * How much of a SQLite file the writing connection keeps in memory. Thousands of targets touch a page of states and of each index with
 * every
 * commit, and as many as there are should stay at hand. With a few, a large cache would only fill up with the journal's past, which nobody
 * writes again, and the server would seem to grow for as long as it runs.
 */
final class WriterCache {
  static final int LEAST_KIBIBYTES = 4 * 1024;
  static final int MOST_KIBIBYTES = 64 * 1024;
  static final int KIBIBYTES_PER_TARGET = 8;
  private static final int TRANSACTIONS_BETWEEN_LOOKS = 64;

  private final Handle writer;
  private int kibibytes = LEAST_KIBIBYTES;
  private int untilLook;

  /** Of a connection that was opened with the least. */
  WriterCache(Handle writer) {
    this.writer = writer;
  }

  /** Called between transactions, by whoever holds the connection: looks now and then how many targets there are. */
  void fit() {
    if (untilLook-- > 0) {
      return;
    }
    untilLook = TRANSACTIONS_BETWEEN_LOOKS;
    int targets = writer.createQuery("select count(*) from targets").mapTo(Integer.class).one();
    int wanted = Math.clamp((long) targets * KIBIBYTES_PER_TARGET, LEAST_KIBIBYTES, MOST_KIBIBYTES);
    if (wanted > kibibytes) {
      writer.execute("pragma cache_size = -" + wanted);
      kibibytes = wanted;
    }
  }
}
