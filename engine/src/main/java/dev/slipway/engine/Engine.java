package dev.slipway.engine;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.loop.HeldElsewhereException;
import dev.slipway.engine.loop.Observer;
import dev.slipway.engine.loop.Outsides;
import dev.slipway.engine.loop.TargetLoop;
import dev.slipway.engine.loop.Tick;
import java.util.ArrayList;
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
  private final Optional<Post> post;
  private final Map<TargetId, TargetRunner> runners = new ConcurrentHashMap<>();

  /**
   * An engine over a store of its own.
   *
   * @param outsides finds the platform, router and tasks of a target
   * @param owner unique to this run of a server
   */
  public Engine(Store store, Outsides outsides, Clocks clocks, String owner) {
    this(store, outsides, clocks, owner, Optional.empty());
  }

  /**
   * An engine over a store that others may work on as well.
   *
   * @param letters how commands reach the engine that works on their target
   */
  public Engine(Store store, Outsides outsides, Clocks clocks, String owner, Optional<Letters> letters) {
    this.store = store;
    this.outsides = outsides;
    this.clocks = clocks;
    this.owner = owner;
    this.post = letters.map(l -> new Post(l, store, owner, (target, command, commits) -> runner(target).submit(command, commits)));
  }

  /** Goes on with every target that anything was committed for. */
  public void start() {
    store.targets().forEach(this::turn);
    post.ifPresent(Post::start);
  }

  /** Goes on with a target, as far as no other engine does. */
  public void turn(TargetId target) {
    TargetRunner unused = runner(target);
  }

  /** Carries out a command, or has it carried out by the engine that works on its target; its effects follow at once. */
  public Decision submit(TargetId target, Command command) {
    try {
      return runner(target).submit(command, store::commit);
    } catch (HeldElsewhereException e) {
      return post.orElseThrow(() -> e).forward(target, command);
    }
  }

  /** What this engine works on may be others' by now: before its next turn each loop asks the store. */
  public void doubt() {
    runners.values().forEach(TargetRunner::doubt);
  }

  /** The targets known. */
  public List<TargetId> targets() {
    return store.targets();
  }

  /** What the last turn over a target came to. */
  public Optional<Tick> last(TargetId target) {
    return Optional.ofNullable(runners.get(target)).flatMap(TargetRunner::last);
  }

  /** What was last seen of a target; of one that another engine works on, what is there now. */
  public Optional<Observation> seen(TargetState state) {
    Optional<Observation> last = last(state.id()).flatMap(Tick::seen);
    return last.isPresent() || post.isEmpty() ? last
        : Optional.of(new Observer(outsides).observe(state, clocks.steady().instant(), new ArrayList<>()));
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
    post.ifPresent(Post::close);
    // All at once, or ten thousand would each have to wait for the turns of those behind it.
    runners.values().forEach(TargetRunner::end);
    for (TargetRunner runner : runners.values()) {
      runner.stop();
    }
  }
}
