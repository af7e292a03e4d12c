package dev.slipway.adapters.task;

import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.adapters.linux.Epochs;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Tasks;
import dev.slipway.core.traffic.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * One-off effects on this machine, remembered by their ids in a folder, so that a server that comes later finds out how they ended. Two
 * that start one attempt at once run it once: only one of them gets its claim.
 */
public final class LocalTasks implements Tasks {
  private final Path state;
  private final Machine machine;
  private final Epochs epochs;
  private final Hooks hooks;
  private final PreviewChecks checks;
  private final Asking asks;
  private final AskedChecks asked = new AskedChecks();
  private final ReentrantLock starting = new ReentrantLock();

  /** Tasks over a state folder. */
  public LocalTasks(Path state, Asking asks) {
    this(state, asks, Machine.here(), System.getenv(), System::nanoTime);
  }

  LocalTasks(Path state, Asking asks, Machine machine, Map<String, String> ownEnvironment, LongSupplier nanoTime) {
    this.asks = asks;
    this.state = state;
    this.machine = machine;
    this.epochs = new Epochs(target -> DurableFile.folderOf(TaskFolder.of(state, target, "epoch").path()));
    this.hooks = new Hooks(machine, ownEnvironment);
    this.checks = new PreviewChecks(nanoTime);
  }

  @Override
  public Task.Outcome outcome(TargetId target, Task task) {
    try {
      return outcome(TaskFolder.of(state, target, task.id()), task);
    } catch (IOException | UncheckedIOException e) {
      throw new OutsideException("SLW-3062", "cannot tell what became of task " + task.id() + ": " + e
          + ". The rollout waits and traffic stays as it is", e);
    }
  }

  private Task.Outcome outcome(TaskFolder folder, Task task) throws IOException {
    Optional<TaskFolder.Intent> intent = folder.intent();
    if (intent.isEmpty()) {
      return new Task.Outcome.NotStarted();
    }
    Optional<Task.Outcome> result = folder.result();
    if (result.isPresent()) {
      return result.get();
    }
    return switch (task.work()) {
      case Task.Work.RunHook hook -> hooks.outcome(folder, intent.get(), hook);
      case Task.Work.AskPreview ask -> asked.outcome(folder);
      case Task.Work.Validate ask -> asked.outcome(folder);
    };
  }

  @Override
  public void start(TargetId target, Task task, Optional<Endpoint> address, long epoch) {
    TaskFolder folder = TaskFolder.of(state, target, task.id());
    starting.lock();
    try {
      epochs.admit(target, epoch);
      if (mayStart(outcome(folder, task), task)) {
        start(target, folder, task, address);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new OutsideException("SLW-3063", "task " + task.id() + " could not be started: " + e
          + ". Traffic stays as it is; the next look tries again", e);
    } finally {
      starting.unlock();
    }
  }

  private static boolean mayStart(Task.Outcome outcome, Task task) {
    return switch (outcome) {
      case Task.Outcome.NotStarted n -> true;
      case Task.Outcome.Lost l ->
          switch (task.work()) {
            case Task.Work.RunHook h -> h.hook().idempotent();
            case Task.Work.AskPreview a -> true;
            case Task.Work.Validate v -> true;
          };
      case Task.Outcome.Running r -> false;
      case Task.Outcome.Succeeded s -> false;
      case Task.Outcome.Failed f -> false;
    };
  }

  private void start(TargetId target, TaskFolder folder, Task task, Optional<Endpoint> address) throws IOException {
    folder.make();
    OldTasks.letGo(folder);
    int attempt = folder.intent().map(i -> i.attempt() + 1).orElse(1);
    switch (task.work()) {
      case Task.Work.RunHook hook -> {
        TaskFolder.Intent intent = new TaskFolder.Intent(attempt, machine.boot(), hooks.deadlineMillis(hook.hook().timeout()));
        folder.write(intent);
        hooks.start(target, folder, intent, hook);
      }
      case Task.Work.AskPreview ask -> {
        Endpoint at = known(address);
        folder.write(new TaskFolder.Intent(attempt, machine.boot(), 0));
        asked.begin(folder, task.id(), () -> AskedChecks.answered(checks.ask(at, ask.checks())));
      }
      case Task.Work.Validate ask -> {
        Endpoint at = known(address);
        folder.write(new TaskFolder.Intent(attempt, machine.boot(), 0));
        asked.begin(folder, task.id(), () -> asks.ask(target, ask, at, folder.path().resolve("work")));
      }
    }
  }

  private static Endpoint known(Optional<Endpoint> address) {
    return address.orElseThrow(
        () -> new OutsideException("SLW-3064",
            "the checks cannot be asked: the address is not known yet. The split stays as it is; the next look tries again"));
  }
}
