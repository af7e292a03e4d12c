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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * One-off effects on this machine, remembered by their ids in a folder, so that a server that comes later finds out how they ended. Two
 * that start one attempt at once run it once: only one of them gets its claim.
 */
public final class LocalTasks implements Tasks {
  private static final Logger LOG = System.getLogger(LocalTasks.class.getName());

  private final Path state;
  private final Machine machine;
  private final Epochs epochs;
  private final Hooks hooks;
  private final PreviewChecks checks;
  private final Set<Path> asking = ConcurrentHashMap.newKeySet();
  private final ReentrantLock starting = new ReentrantLock();

  /** Tasks over a state folder. */
  public LocalTasks(Path state) {
    this(state, Machine.here(), System.getenv(), System::nanoTime);
  }

  LocalTasks(Path state, Machine machine, Map<String, String> ownEnvironment, LongSupplier nanoTime) {
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
      case Task.Work.AskPreview ask -> asking.contains(folder.path()) ? new Task.Outcome.Running() : new Task.Outcome.Lost();
    };
  }

  @Override
  public void start(TargetId target, Task task, Optional<Endpoint> preview, long epoch) {
    TaskFolder folder = TaskFolder.of(state, target, task.id());
    starting.lock();
    try {
      epochs.admit(target, epoch);
      if (mayStart(outcome(folder, task), task)) {
        start(target, folder, task, preview);
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
          };
      case Task.Outcome.Running r -> false;
      case Task.Outcome.Succeeded s -> false;
      case Task.Outcome.Failed f -> false;
    };
  }

  private void start(TargetId target, TaskFolder folder, Task task, Optional<Endpoint> preview) throws IOException {
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
        Endpoint at =
            preview.orElseThrow(
                () -> new OutsideException("SLW-3064",
                    "the checks cannot be asked: the preview address is not known yet. "
                        + "Nobody gets the candidate meanwhile; the next look tries again"));
        folder.write(new TaskFolder.Intent(attempt, machine.boot(), 0));
        asking.add(folder.path());
        Thread.ofVirtual().name("checks-" + task.id()).start(() -> askAll(folder, at, ask));
      }
    }
  }

  private void askAll(TaskFolder folder, Endpoint preview, Task.Work.AskPreview ask) {
    try {
      List<PreviewChecks.Answer> answers = checks.ask(preview, ask.checks());
      List<String> bad = answers.stream().filter(a -> !a.good()).map(PreviewChecks.Answer::text).toList();
      String all = String.join("\n", answers.stream().map(a -> (a.good() ? "passed: " : "failed: ") + a.text()).toList());
      folder.write(bad.isEmpty(), String.join("; ", bad), all);
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "SLW-3065 the checks in " + folder.path()
          + " were asked but their result could not be kept; they are asked again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      asking.remove(folder.path());
    }
  }
}
