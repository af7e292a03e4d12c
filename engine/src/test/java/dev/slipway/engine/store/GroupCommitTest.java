package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private static final int WRITERS = 50;

  private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch first = new CountDownLatch(1);

  /** The first transaction waits until all others are there. */
  private List<Object> held(List<Function<Handle, Object>> all) {
    sizes.add(all.size());
    try {
      first.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Handle handle = Jdbi.create("jdbc:sqlite::memory:").open()) {
      return all.stream().map(work -> work.apply(handle)).toList();
    }
  }

  private List<Future<Integer>> writers(GroupCommit commit, ExecutorService threads, int failing) {
    List<Future<Integer>> answers = new ArrayList<>(List.of(threads.submit(() -> commit.write(h -> answer(0, failing)))));
    await(() -> sizes.size() == 1);
    IntStream.range(1, WRITERS).forEach(i -> answers.add(threads.submit(() -> commit.write(h -> answer(i, failing)))));
    await(() -> commit.waiting() == WRITERS - 1);
    first.countDown();
    return answers;
  }

  private static void await(BooleanSupplier condition) {
    assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
      while (!condition.getAsBoolean()) {
        Thread.onSpinWait();
      }
    });
  }

  private static int answer(int i, int failing) {
    if (i == failing) {
      throw new IllegalArgumentException("no " + i);
    }
    return i;
  }

  @Test
  void what_waits_while_the_disk_is_busy_is_one_transaction_and_everybody_gets_its_own_answer() throws Exception {
    try (GroupCommit commit = new GroupCommit(this::held, IllegalStateException::new); ExecutorService threads =
        Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = writers(commit, threads, -1);
      for (int i = 0; i < WRITERS; i++) {
        assertEquals(i, answers.get(i).get());
      }
      assertEquals(List.of(1, WRITERS - 1), sizes);
    }
  }

  @Test
  void work_that_fails_does_not_fail_what_was_to_be_written_with_it() throws Exception {
    try (GroupCommit commit = new GroupCommit(this::held, IllegalStateException::new); ExecutorService threads =
        Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = writers(commit, threads, 7);
      for (int i = 0; i < WRITERS; i++) {
        if (i == 7) {
          Throwable thrown = assertThrows(ExecutionException.class, answers.get(i)::get).getCause();
          assertEquals("no 7", thrown.getMessage());
        } else {
          assertEquals(i, answers.get(i).get());
        }
      }
    }
  }

  @Test
  void an_error_of_the_machine_reaches_the_caller_and_the_next_work_is_done() {
    first.countDown();
    try (GroupCommit commit = new GroupCommit(this::held, IllegalStateException::new)) {
      assertThrows(RuntimeException.class, () -> commit.write(h -> {
        throw new StackOverflowError();
      }));
      assertEquals("done", commit.write(h -> "done"));
    }
  }

  @Test
  void what_comes_after_the_end_is_refused_and_does_not_wait() {
    first.countDown();
    GroupCommit commit = new GroupCommit(this::held, () -> new IllegalStateException("closed"));
    commit.close();
    assertEquals("closed", assertThrows(IllegalStateException.class, () -> commit.write(h -> 1)).getMessage());
    assertTrue(sizes.isEmpty());
  }
}
