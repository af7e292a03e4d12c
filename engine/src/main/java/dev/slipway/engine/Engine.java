package dev.slipway.engine;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.loop.Outsides;
import dev.slipway.engine.loop.TargetLoop;
import dev.slipway.engine.loop.Tick;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every target's loop in one process: takes commands, goes on with what a former run left, and stops without touching traffic. */
public final class Engine implements AutoCloseable {
  private final Store store;
  private final Outsides outsides;
  private final Clocks clocks;
  private final String owner;
  private final Map<TargetId, TargetRunner> runners = new ConcurrentHashMap<>();

  /**
   * An engine over a store.
   *
   * @param outsides finds the platform, router and tasks of a target
   * @param owner unique to this run of a server
   */
  public Engine(Store store, Outsides outsides, Clocks clocks, String owner) {
    this.store = store;
    this.outsides = outsides;
    this.clocks = clocks;
    this.owner = owner;
  }

  /** Goes on with every target that anything was committed for. */
  public void start() {
    store.targets().forEach(this::runner);
  }

  /** Carries out a command; its effects follow at once. */
  public Decision submit(TargetId target, Command command) {
    return runner(target).submit(command);
  }

  /** The targets known. */
  public List<TargetId> targets() {
    return store.targets();
  }

  /** What the last turn over a target came to. */
  public Optional<Tick> last(TargetId target) {
    return Optional.ofNullable(runners.get(target)).flatMap(TargetRunner::last);
  }

  /** What was seen of a target's stable release while no candidate had traffic. */
  public Baseline baseline(TargetId target, ReleaseId stable) {
    return Optional.ofNullable(runners.get(target)).map(r -> r.baseline(stable)).orElse(Baseline.UNKNOWN);
  }

  private TargetRunner runner(TargetId target) {
    return runners.computeIfAbsent(
        target,
        t -> {
          TargetRunner runner = new TargetRunner(t.toString(), new TargetLoop(t, owner, store, outsides, clocks));
          runner.start();
          return runner;
        });
  }

  /** Stops turning. Instances and routers stay as they are. */
  @Override
  public void close() throws InterruptedException {
    for (TargetRunner runner : runners.values()) {
      runner.stop();
    }
  }
}
