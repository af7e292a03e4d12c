package dev.slipway.engine.store;

import dev.slipway.engine.journal.KeptRecord;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A journal page by page: while one is looked at the next is read. At most two are in memory. */
final class ReadAhead implements Iterator<List<KeptRecord>>, AutoCloseable {
  private static final int PAGE_RECORDS = 1_000;

  private final Source source;
  private CompletableFuture<List<KeptRecord>> next;

  /** Reads records as they are kept, oldest first, with a sequence above {@code after}; called from one thread after the other. */
  @FunctionalInterface
  interface Source {
    List<KeptRecord> page(long after, int most);
  }

  ReadAhead(Source source) {
    this.source = source;
    this.next = after(0);
  }

  private CompletableFuture<List<KeptRecord>> after(long sequence) {
    return CompletableFuture.supplyAsync(() -> source.page(sequence, PAGE_RECORDS));
  }

  private List<KeptRecord> read() {
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
  public List<KeptRecord> next() {
    List<KeptRecord> page = read();
    if (page.isEmpty()) {
      throw new NoSuchElementException("the journal is over");
    }
    next = page.size() < PAGE_RECORDS ? CompletableFuture.completedFuture(List.of()) : after(page.getLast().sequence());
    return page;
  }

  /** Waits for what is being read: the connection is then free. */
  @Override
  public void close() {
    next.handle((page, fault) -> page).join();
  }
}
