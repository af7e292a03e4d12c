package dev.slipway.adapters.task;

import dev.slipway.adapters.linux.Claim;
import dev.slipway.adapters.linux.Detached;
import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.ProcessIdentity;
import dev.slipway.adapters.linux.ProcessTable;
import dev.slipway.adapters.linux.Signal;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs a user's command in a session of its own, under timeout(1), so that it is held to its time also while no server looks, and its
 * shell writes its exit code also when no server waits. Its output is cut when it outgrows its bound; only while no server looks it is
 * not.
 */
final class Hooks {
  private static final int KILL_AFTER_SECONDS = 5;
  private static final long MOST_OUTPUT_BYTES = 4L << 20;
  private static final String MARK = "SLIPWAY_TASK";

  private final Machine machine;
  private final Map<String, String> passedOn;
  private final Map<Path, Process> launched = new ConcurrentHashMap<>();

  Hooks(Machine machine, Map<String, String> ownEnvironment) {
    this.machine = machine;
    this.passedOn = Detached.passedOn(ownEnvironment);
  }

  void start(TargetId target, TaskFolder folder, TaskFolder.Intent intent, Task.Work.RunHook work) throws IOException {
    Map<String, String> environment = new HashMap<>(passedOn);
    environment.put("SLIPWAY_SERVICE", target.service());
    environment.put("SLIPWAY_ENVIRONMENT", target.environment());
    environment.put("SLIPWAY_VERSION", work.version());
    environment.put("SLIPWAY_RELEASE", work.candidate().value());
    environment.put(MARK, mark(folder, intent));
    environment.put("SLIPWAY_HOOK", work.hook().command());
    String seconds = Long.toString(Math.max(1, work.hook().timeout().toSeconds()));
    String command = "exec timeout --kill-after=" + KILL_AFTER_SECONDS + " " + seconds + " /bin/sh -c \"$SLIPWAY_HOOK\"";
    Detached.Command detached =
        new Detached.Command(
            folder.claim(intent), folder.exit(intent), folder.output(intent), folder.path().resolve("work"), command, environment);
    launched.put(folder.claim(intent), Detached.start(detached, folder.complaints(intent)));
  }

  private static String mark(TaskFolder folder, TaskFolder.Intent intent) {
    return folder.path() + "#" + intent.attempt();
  }

  /** When the machine's clock passes this, a hook of that length has taken too long whatever it does with signals. */
  long deadlineMillis(Duration timeout) {
    return machine.uptimeMillis() + timeout.toMillis() + (KILL_AFTER_SECONDS + 2) * 1_000L;
  }

  Task.Outcome outcome(TaskFolder folder, TaskFolder.Intent intent, Task.Work.RunHook work) throws IOException {
    folder.bound(intent, MOST_OUTPUT_BYTES);
    return switch (Claim.read(folder.claim(intent))) {
      case Claim.Seen.None n -> unclaimed(folder, intent);
      case Claim.Seen.Revoked r -> new Task.Outcome.NotStarted();
      case Claim.Seen.Made m -> claimed(folder, intent, m.claim(), work);
    };
  }

  private Task.Outcome unclaimed(TaskFolder folder, TaskFolder.Intent intent) throws IOException {
    Process process = launched.get(folder.claim(intent));
    if (process != null && process.isAlive()) {
      return new Task.Outcome.Running();
    }
    boolean here = Claim.find(folder.claim(intent), MARK + "=" + mark(folder, intent), machine) != Claim.Search.NOTHING;
    if (here || Claim.read(folder.claim(intent)) instanceof Claim.Seen.Made) {
      return new Task.Outcome.Running();
    }
    if (process != null) {
      String said = DurableFile.read(folder.complaints(intent)).orElse("").strip();
      return new Task.Outcome.Failed("it could not be started" + (said.isEmpty() ? "" : ": " + said), "");
    }
    return Claim.revoke(folder.claim(intent)) ? new Task.Outcome.NotStarted() : new Task.Outcome.Running();
  }

  private Task.Outcome claimed(TaskFolder folder, TaskFolder.Intent intent, Claim claim, Task.Work.RunHook work) throws IOException {
    if (claim.main().alive(machine) || claim.leader().alive(machine)) {
      if (machine.uptimeMillis() > intent.deadlineMillis()) {
        kill(claim, MARK + "=" + mark(folder, intent));
      }
      return new Task.Outcome.Running();
    }
    launched.remove(folder.claim(intent));
    Optional<Integer> code =
        DurableFile.read(folder.exit(intent)).map(String::strip).filter(t -> t.matches("[0-9]{1,3}")).map(Integer::valueOf);
    String output = folder.shown(intent);
    if (code.isEmpty()) {
      return new Task.Outcome.Lost();
    }
    boolean late = code.get() == 124 || (code.get() == 137 && folder.tookMillis(intent) >= work.hook().timeout().toMillis());
    if (code.get() == 0) {
      return new Task.Outcome.Succeeded(output);
    }
    String why =
        late
            ? "took longer than " + work.hook().timeout().toSeconds() + " s and was stopped"
            : "ended with " + Signal.ofExitCode(code.get());
    return new Task.Outcome.Failed(why, output);
  }

  private void kill(Claim claim, String mark) {
    for (var process : claim.session(ProcessTable.read(), mark, machine)) {
      if (process.pid() != claim.leader().pid()) {
        new ProcessIdentity(machine.boot(), process.pid(), process.startTicks()).signal(machine, Signal.KILL);
      }
    }
  }
}
