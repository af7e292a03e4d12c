package dev.slipway.engine.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * One thread that writes: what waits while the disk is busy goes into its next transaction together, so that a thousand commits a second
 * need not be a thousand waits for the disk. Each caller is answered when its own work is on the disk. A thread of the operating system,
 * because a call into SQLite holds the thread it is made on.
 */
final class GroupCommit implements AutoCloseable {
  private static final int MOST_TOGETHER = 256;
  private static final int CLOSE_TIMEOUT_MILLIS = 30_000;

  /** One piece of work, and where its answer goes. */
  private record Work(Function<Handle, Object> what, CompletableFuture<Object> answer) {}

  private final Transactions transactions;
  private final Supplier<RuntimeException> closed;
  private final BlockingQueue<Work> waiting = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::run, "store");
  private final Work last = new Work(h -> "", new CompletableFuture<>());
  private volatile boolean ended;

  /** Runs work as one transaction that is on the disk when this returns; all of it, or, where it throws, none. */
  interface Transactions {
    /** Throws what the work threw, or a {@link StoreException}. */
    List<Object> write(List<Function<Handle, Object>> all);
  }

  /**
   * Begins.
   *
   * @param closed what work is refused with that comes after the end
   */
  GroupCommit(Transactions transactions, Supplier<RuntimeException> closed) {
    this.transactions = transactions;
    this.closed = closed;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Runs one piece of work. Waits however often it is interrupted: a commit whose end nobody waited for would be neither done nor
   * undone.
   */
  @SuppressWarnings("unchecked") // the answer is what this very work returned
  <T> T write(Function<Handle, T> work) {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    waiting.add(new Work(work::apply, answer));
    if (ended) {
      refuseWaiting();
    }
    try {
      return (T) answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** How much waits. */
  int waiting() {
    return waiting.size();
  }

  private void run() {
    List<Work> together = new ArrayList<>();
    boolean more = true;
    while (more) {
      together.clear();
      more = take(together);
      if (!together.isEmpty()) {
        commit(together);
      }
    }
    ended = true;
    refuseWaiting();
  }

  /** What came after the end is refused by whoever of the two sees it: this thread, or the caller that finds it ended. */
  private void refuseWaiting() {
    List<Work> late = new ArrayList<>();
    waiting.drainTo(late);
    late.forEach(work -> work.answer().completeExceptionally(closed.get()));
  }

  /** Takes what waits, at least one. Returns whether more may come. */
  private boolean take(List<Work> into) {
    try {
      into.add(waiting.take());
    } catch (InterruptedException e) {
      // Nobody but close() ends this thread, and it does so by the last work.
      return true;
    }
    waiting.drainTo(into, MOST_TOGETHER - 1);
    return !into.remove(last);
  }

  private void commit(List<Work> together) {
    Optional<List<Object>> answers = together.size() == 1 ? Optional.empty() : asOne(together);
    if (answers.isPresent()) {
      for (int i = 0; i < together.size(); i++) {
        together.get(i).answer().complete(answers.get().get(i));
      }
      return;
    }
    for (Work each : together) {
      try {
        each.answer().complete(transactions.write(List.of(each.what())).getFirst());
      } catch (RuntimeException | Error e) {
        each.answer().completeExceptionally(e);
      }
    }
  }

  /** One that fails must not fail the others: then each is tried by itself, and tells its own fault. */
  private Optional<List<Object>> asOne(List<Work> together) {
    try {
      return Optional.of(transactions.write(together.stream().map(Work::what).toList()));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Ends when what waits is written; what comes later is refused. */
  @Override
  public void close() {
    waiting.add(last);
    try {
      thread.join(CLOSE_TIMEOUT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
