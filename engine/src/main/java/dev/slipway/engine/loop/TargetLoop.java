package dev.slipway.engine.loop;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Store;
import java.time.Duration;
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
  private final Known known = new Known();

  /**
   * A loop over a target.
   *
   * @param owner unique to this run of a server
   */
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
  }

  /** What this run of the server saw of a stable release while no candidate had traffic; unknown when it has only begun to look. */
  public Baseline baseline(ReleaseId stable) {
    return observer.baseline(stable);
  }

  /** One turn. What could not be read or done is in {@link Tick#problems}; the next turn tries again. */
  public Tick tick() {
    List<Problem> problems = new ArrayList<>();
    try {
      // The lease first: what is loaded under it, no other server can have changed since.
      Optional<Long> epoch = lease.renewed();
      Store.Versioned loaded = load(epoch);
      return epoch.isPresent() ? decided(loaded, problems) : new Tick(loaded.state(), Optional.empty(), problems, false, false);
    } catch (OutsideException e) {
      problems.add(new Problem("store", e.code(), e.said() + ". What is in force stays in force"));
      return holding(problems);
    }
  }

  /** What is committed. While the same lease lasts nobody else commits, so that the store is asked once and not every turn. */
  private Store.Versioned load(Optional<Long> epoch) {
    Optional<Store.Versioned> still = known.under(epoch);
    if (still.isPresent()) {
      return still.get();
    }
    Store.Versioned loaded = store.load(target);
    known.is(loaded, epoch);
    return loaded;
  }

  private Tick decided(Store.Versioned loaded, List<Problem> problems) {
    Observation seen = observer.observe(loaded.state(), clocks.steady().instant(), problems);
    Input input = new Input.Observed(orders.settled(seen, lease.epoch().orElseThrow()));
    Decision decision = decide.decide(loaded.state(), input);
    TargetState state = loaded.state();
    boolean changed = !decision.state().equals(state) || !decision.events().isEmpty();
    if (changed) {
      if (commit(loaded, decision, "slipway", input).isEmpty()) {
        return new Tick(state, Optional.of(seen), problems, true, false);
      }
      state = decision.state();
    }
    boolean acted = actor.act(state, seen, lease.epoch().orElseThrow(), problems);
    return new Tick(state, Optional.of(seen), problems, changed, acted);
  }

  /** Without a store nothing is decided, but instances that die are still started again and leave the router's table. */
  private Tick holding(List<Problem> problems) {
    Optional<TargetState> last = known.last().or(this::loadedAgain);
    if (lease.epoch().isEmpty() || last.isEmpty()) {
      return new Tick(last.orElseGet(() -> TargetState.empty(target)), Optional.empty(), problems, false, false);
    }
    TargetState state = last.get();
    Observation seen = observer.observe(state, clocks.steady().instant(), problems);
    boolean acted = actor.act(state, seen, lease.epoch().get(), problems);
    return new Tick(state, Optional.of(seen), problems, false, acted);
  }

  /** After a commit that failed nobody knows what is committed until it is read again. */
  private Optional<TargetState> loadedAgain() {
    try {
      return Optional.of(load(lease.epoch()).state());
    } catch (OutsideException e) {
      return Optional.empty();
    }
  }

  /**
   * Carries out a command: commits what it changes. Effects follow with the next turn.
   *
   * @throws OutsideException when the store fails or another server holds the lease
   */
  public Decision submit(Command command) {
    for (int conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
      Optional<Long> epoch = lease.renewed();
      if (epoch.isEmpty()) {
        throw new OutsideException("SLW-5010", "another server works on " + target + ". Nothing changed; ask that one");
      }
      Store.Versioned loaded = load(epoch);
      Input input = new Input.Commanded(command, clocks.steady().instant());
      Decision decision = decide.decide(loaded.state(), input);
      boolean changed = !decision.state().equals(loaded.state()) || !decision.events().isEmpty();
      if (!changed || commit(loaded, decision, command.by(), input).isPresent()) {
        return decision;
      }
    }
    throw new OutsideException("SLW-5011", target + " changed " + MOST_CONFLICTS + " times meanwhile. Nothing changed; try again");
  }

  private Optional<JournalRecord> commit(Store.Versioned loaded, Decision decision, String actor, Input input) {
    known.forget();
    JournalRecord.Draft draft = new JournalRecord.Draft(clocks.wall().instant(), actor, decision.events(), input);
    Optional<JournalRecord> record = store.commit(decision.state(), loaded.version(), lease.epoch().orElseThrow(), draft);
    if (record.isEmpty()) {
      lease.doubt();
    } else {
      known.is(new Store.Versioned(decision.state(), record.get().version()), lease.epoch());
    }
    return record;
  }
}
