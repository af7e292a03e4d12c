package dev.slipway.engine.journal;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.ToLongFunction;

/**
 * A journal page by page: while one is looked at the next is read. At most two are in memory.
 *
 * @param <T> a record, in the form that is wanted
 */
public final class ReadAhead<T> implements Iterator<List<T>>, AutoCloseable {
  private final Source<T> source;
  private final ToLongFunction<T> sequence;
  private final int pageRecords;
  private final long last;
  private CompletableFuture<List<T>> next;

  /**
   * Reads records, oldest first, with a sequence above {@code after}; called from one thread after the other.
   *
   * @param <T> a record, in the form that is wanted
   */
  @FunctionalInterface
  public interface Source<T> {
    List<T> page(long after, int most);
  }

  /**
   * From the first record on.
   *
   * @param last the sequence of the last that is wanted; {@link Long#MAX_VALUE} for all there are
   */
  public ReadAhead(Source<T> source, ToLongFunction<T> sequence, int pageRecords, long last) {
    this(source, sequence, pageRecords, 0, last);
  }

  /** From the first record on with a sequence above {@code before}. */
  public ReadAhead(Source<T> source, ToLongFunction<T> sequence, int pageRecords, long before, long last) {
    this.source = source;
    this.sequence = sequence;
    this.pageRecords = pageRecords;
    this.last = last;
    this.next = after(before);
  }

  private CompletableFuture<List<T>> after(long before) {
    int most = (int) Math.min(pageRecords, last - before);
    return most <= 0 ? over() : CompletableFuture.supplyAsync(() -> source.page(before, most));
  }

  private static <T> CompletableFuture<List<T>> over() {
    return CompletableFuture.completedFuture(List.of());
  }

  private List<T> read() {
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
  public List<T> next() {
    List<T> page = read();
    if (page.isEmpty()) {
      throw new NoSuchElementException("the journal is over");
    }
    next = page.size() < pageRecords ? over() : after(sequence.applyAsLong(page.getLast()));
    return page;
  }

  /** Waits for what is being read: the connection is then free. */
  @Override
  public void close() {
    next.handle((page, fault) -> page).join();
  }
}
