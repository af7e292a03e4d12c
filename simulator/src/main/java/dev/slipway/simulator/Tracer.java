package dev.slipway.simulator;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.spi.Router;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.simulator.world.VirtualTime;
import dev.slipway.simulator.world.Witness;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Writes down what happens in a run, for a person who replays a seed; keeps the last of it. */
final class Tracer implements Witness {
  private static final int MOST_LINES = 2_000;

  private final VirtualTime time;
  private final boolean on;
  private final Deque<String> lines = new ArrayDeque<>();

  Tracer(VirtualTime time, boolean on) {
    this.time = time;
    this.on = on;
  }

  /** The line is made only where somebody wants to read it. */
  void say(Supplier<String> line) {
    if (!on) {
      return;
    }
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.addLast("%7d ms  %s".formatted(time.nowMillis(), line.get()));
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void committed(TargetState before, TargetState after, JournalRecord.Draft draft) {
    for (Event event : draft.events()) {
      say(() -> "commit   " + event);
    }
  }

  @Override
  public void applied(RoutingTable before, RoutingTable table, Router.Fence fence) {
    String routes =
        table.routes().stream()
            .map(r -> r.release() + " " + r.weight() + "% " + r.backends().stream().map(Tracer::spell).toList())
            .collect(Collectors.joining(", "));
    say(() -> "router   epoch " + fence.epoch() + " generation " + fence.generation() + ": " + routes);
  }

  private static String spell(Backend backend) {
    return backend.instance().ordinal() + (backend.draining() ? "d" : "");
  }

  @Override
  public void started(InstanceId instance, long epoch) {
    say(() -> "platform starts " + instance);
  }

  @Override
  public void stopping(InstanceId instance, long epoch) {
    say(() -> "platform stops " + instance);
  }

  @Override
  public void taskRuns(Task task, int times, long epoch) {
    say(() -> "task     " + task.id() + " runs for the " + times + ". time");
  }
}
