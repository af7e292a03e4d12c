package dev.slipway.adapters.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.traffic.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of tasks must not grow with every rollout. */
final class OldTasksTest {
  private static final TargetId TARGET = new TargetId("shop", "production");
  private static final int ROLLOUTS = 30;
  @TempDir Path state;

  private static Task checks(int rollout) {
    return new Task(rollout + "-checks", new Task.Work.AskPreview(new ReleaseId("1.4.0-ab12cd34"), List.of()));
  }

  @Test
  void what_was_kept_of_rollouts_long_over_goes_when_a_task_begins_and_what_others_put_there_stays() throws Exception {
    LocalTasks tasks = new LocalTasks(state, Nobody.ASKS);
    Path folder = state.resolve("tasks/shop/production");
    Path deep = Files.createDirectories(folder.resolve("1-before-0").resolve("work").resolve("deep"));
    Files.writeString(deep.resolve("file"), "left by a hook");
    Files.createDirectories(folder.resolve("notes"));
    for (int rollout = 1; rollout <= ROLLOUTS; rollout++) {
      tasks.start(TARGET, checks(rollout), Optional.of(new Endpoint("127.0.0.1", 1)), 1);
      ended(tasks, checks(rollout));
    }
    assertEquals(OldTasks.KEPT_ROLLOUTS + 1, numbered(folder));
    assertInstanceOf(Task.Outcome.NotStarted.class, tasks.outcome(TARGET, checks(1)));
    assertInstanceOf(Task.Outcome.Succeeded.class, tasks.outcome(TARGET, checks(ROLLOUTS - OldTasks.KEPT_ROLLOUTS)));
    assertTrue(Files.exists(folder.resolve("notes")));
  }

  private static void ended(LocalTasks tasks, Task task) throws InterruptedException {
    for (int looks = 0; looks < 2_000 && tasks.outcome(TARGET, task) instanceof Task.Outcome.Running; looks++) {
      Thread.sleep(10);
    }
    assertInstanceOf(Task.Outcome.Succeeded.class, tasks.outcome(TARGET, task));
  }

  private static long numbered(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.getFileName().toString().endsWith("-checks") || path.getFileName().toString().contains("-before-"))
          .count();
    }
  }
}
