package dev.slipway.simulator.world;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.rollout.Task.Outcome;
import dev.slipway.core.spi.Tasks;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.simulator.scenario.Happening.Part;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Runs hooks and checks by the clock. A hook's command says how it goes: {@code ok}, {@code fail} or {@code hang}. */
public final class SimTasks implements Tasks {
  private static final int TAKES_MILLIS = 90;

  private static final class Run {
    int times;
    long endsAtMillis;
    boolean lost;
  }

  private final World world;
  private final Map<String, Run> runs = new HashMap<>();
  private long highestEpoch;

  SimTasks(World world) {
    this.world = world;
  }

  @Override
  public Outcome outcome(TargetId target, Task task) {
    world.refuseIfAway(Part.TASKS);
    Run run = runs.get(task.id());
    if (run == null) {
      return new Outcome.NotStarted();
    }
    if (run.lost) {
      return new Outcome.Lost();
    }
    return world.time().nowMillis() < run.endsAtMillis ? new Outcome.Running() : ended(task);
  }

  private Outcome ended(Task task) {
    return switch (task.work()) {
      case Task.Work.RunHook h when h.hook().command().equals("ok") -> new Outcome.Succeeded("ok");
      case Task.Work.RunHook h -> new Outcome.Failed("exit code 1", "");
      case Task.Work.AskPreview a when world.behaviour(a.candidate()).checksPass() -> new Outcome.Succeeded("200");
      case Task.Work.AskPreview a -> new Outcome.Failed("GET / answered 500, not 200", "");
      case Task.Work.Validate v when world.behaviour(v.candidate()).checksPass() -> new Outcome.Succeeded("25 checks passed");
      case Task.Work.Validate v -> new Outcome.Failed("api: GET / answered 500, not 200", "");
    };
  }

  @Override
  public void start(TargetId target, Task task, Optional<Endpoint> preview, long epoch) {
    world.refuseIfAway(Part.TASKS);
    if (epoch < highestEpoch) {
      throw new Away("SLW-2021", "epoch " + epoch + " is older than " + highestEpoch);
    }
    highestEpoch = epoch;
    Run run = runs.computeIfAbsent(task.id(), id -> new Run());
    if (run.times > 0 && !run.lost) {
      return;
    }
    run.times++;
    run.lost = false;
    run.endsAtMillis = world.time().nowMillis() + takesMillis(task);
    world.tell(w -> w.taskRuns(task, run.times, epoch));
  }

  private static long takesMillis(Task task) {
    return switch (task.work()) {
      case Task.Work.RunHook h when h.hook().command().equals("hang") -> h.hook().timeout().toMillis();
      case Task.Work.RunHook h -> TAKES_MILLIS;
      case Task.Work.AskPreview a -> TAKES_MILLIS;
      case Task.Work.Validate v -> TAKES_MILLIS;
    };
  }

  void cut() {
    for (Run run : runs.values()) {
      run.lost |= world.time().nowMillis() < run.endsAtMillis;
    }
  }
}
