package dev.slipway.engine.loop;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Freezing;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One target's loop: observe, decide, commit, act. It holds no truth of its own; thrown away and made again at any instant, it goes on
 * from what is committed and what is observed. Not thread-safe: one caller at a time.
 */
public final class TargetLoop {
  /** Another server may take over this long after the last renewal. */
  public static final Duration LEASE = Lease.LENGTH;

  private static final int MOST_CONFLICTS = 20;

  private final TargetId target;
  private final Lease lease;
  private final Store store;
  private final Clocks clocks;
  private final Decide decide;
  private final Observer observer;
  private final Orders orders = new Orders();
  private final Actor actor;
  private final Ledger ledger;
  private final Adrift adrift;

  /** A loop over a target; its owner is unique to this run of a server. */
  public TargetLoop(TargetId target, String owner, Store store, Outsides outsides, Clocks clocks) {
    this(target, owner, store, outsides, clocks, Decider::decide);
  }

  /**
   * A loop that decides in its own way: how the simulator plants bugs that it then must find.
   *
   * @param owner unique to this run of a server
   */
  public TargetLoop(TargetId target, String owner, Store store, Outsides outsides, Clocks clocks, Decide decide) {
    this.target = target;
    this.lease = new Lease(target, owner, store, clocks);
    this.store = store;
    this.clocks = clocks;
    this.decide = decide;
    this.observer = new Observer(outsides);
    this.actor = new Actor(outsides, orders);
    this.ledger = new Ledger(target, store, lease, clocks);
    this.adrift = new Adrift(outsides, decide);
  }

  /** What this run of the server saw of a stable release while no candidate had traffic; unknown when it has only begun to look. */
  public Baseline baseline(ReleaseId stable) {
    return observer.baseline(stable);
  }

  /** Others may work on the target by now: the store is asked before the next turn. From any thread. */
  public void doubt() {
    lease.doubt();
  }

  /** One turn. What could not be read or done is in {@link Tick#problems}; the next turn tries again. */
  public Tick tick() {
    List<Problem> problems = new ArrayList<>();
    try {
      // The lease first: what is loaded under it, no other server can have changed since.
      Optional<Long> epoch = lease.renewed();
      Store.Versioned loaded = ledger.load(epoch);
      // Nothing of an administrative target is outside; the lease alone says who carries commands out.
      boolean turns = epoch.isPresent() && !target.administrative();
      return turns ? decided(loaded, problems) : new Tick(loaded.state(), Optional.empty(), problems, false, false);
    } catch (OutsideException e) {
      problems.add(new Problem("store", e.code(), e.said() + ". What is in force stays in force"));
      return holding(problems);
    }
  }

  private Tick decided(Store.Versioned loaded, List<Problem> problems) {
    Observation looked = observer.observe(loaded.state(), clocks.steady().instant(), problems);
    Observation seen = Freezing.asks(loaded.state()) ? looked.on(clocks.wall().instant()) : looked;
    Input input = new Input.Observed(orders.settled(seen, lease.epoch().orElseThrow()));
    Decision decision = decide.decide(loaded.state(), input);
    TargetState state = loaded.state();
    boolean changed = !decision.state().equals(state) || !decision.events().isEmpty();
    if (changed) {
      if (ledger.commit(loaded, decision, "slipway", input, store::commit).isEmpty()) {
        return new Tick(state, Optional.of(seen), problems, true, false);
      }
      state = decision.state();
    }
    boolean acted = actor.act(state, seen, lease.epoch().orElseThrow(), problems);
    return new Tick(state, Optional.of(seen), problems, changed, acted);
  }

  /** Without a store nothing gets further, but dead instances are started again, and a candidate that fails gets no traffic. */
  private Tick holding(List<Problem> problems) {
    Optional<TargetState> last = ledger.last();
    if (target.administrative() || lease.epoch().isEmpty() || last.isEmpty()) {
      return new Tick(last.orElseGet(() -> TargetState.empty(target)), Optional.empty(), problems, false, false);
    }
    long epoch = lease.epoch().get();
    TargetState watched = adrift.watched(last.get());
    Observation seen = observer.observe(watched, clocks.steady().instant(), problems);
    boolean takenOut = adrift.judge(watched, orders.settled(seen, epoch), epoch, problems);
    boolean acted = takenOut || actor.act(last.get(), seen, epoch, problems);
    return new Tick(last.get(), Optional.of(seen), problems, false, acted);
  }

  /**
   * Carries out a command: commits what it changes. Effects follow with the next turn.
   *
   * @throws OutsideException when the store fails or another server holds the lease
   */
  public Decision submit(Command command) {
    return submit(command, store::commit);
  }

  /** The same, committed in this way. */
  public Decision submit(Command command, Commits commits) {
    for (int conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
      Optional<Long> epoch = lease.renewed();
      if (epoch.isEmpty()) {
        throw new HeldElsewhereException(target);
      }
      Store.Versioned loaded = ledger.load(epoch);
      Optional<Instant> wall = Freezing.asks(loaded.state(), command) ? Optional.of(clocks.wall().instant()) : Optional.empty();
      Input input = new Input.Commanded(command, clocks.steady().instant(), wall);
      Decision decision = decide.decide(loaded.state(), input);
      boolean changed = !decision.state().equals(loaded.state()) || !decision.events().isEmpty();
      if (!changed || ledger.commit(loaded, decision, command.by(), input, commits).isPresent()) {
        return decision;
      }
    }
    throw new OutsideException("SLW-5011", target + " changed " + MOST_CONFLICTS + " times meanwhile. Nothing changed; try again");
  }
}
