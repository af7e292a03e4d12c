package dev.slipway.server.compliance;

import dev.slipway.engine.journal.TrailRecord;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A journal up to one record, page by page: while one is looked at the next is read. At most two are in memory. */
final class TrailPages implements Iterator<List<TrailRecord>> {
  private static final int PAGE_RECORDS = 4_000;

  private final Source source;
  private final long last;
  private CompletableFuture<List<TrailRecord>> next;

  /** Reads records, oldest first, with a sequence above {@code after}; called from one thread after the other. */
  @FunctionalInterface
  interface Source {
    List<TrailRecord> page(long after, int most);
  }

  TrailPages(Source source, long last) {
    this.source = source;
    this.last = last;
    this.next = after(0);
  }

  private CompletableFuture<List<TrailRecord>> after(long sequence) {
    int most = (int) Math.min(PAGE_RECORDS, last - sequence);
    return most <= 0 ? CompletableFuture.completedFuture(List.of()) : CompletableFuture.supplyAsync(() -> source.page(sequence, most));
  }

  private List<TrailRecord> read() {
    try {
      return next.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public boolean hasNext() {
    return !read().isEmpty();
  }

  @Override
  public List<TrailRecord> next() {
    List<TrailRecord> page = read();
    if (page.isEmpty()) {
      throw new NoSuchElementException("the journal is over");
    }
    next = after(page.getLast().sequence());
    return page;
  }
}
