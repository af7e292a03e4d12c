package dev.slipway.simulator.planted;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Convergence;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.Routing;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.Wants;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.Store;
import dev.slipway.core.spi.Target;
import dev.slipway.engine.loop.Decide;
import dev.slipway.engine.loop.Outside;
import dev.slipway.simulator.Plant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Bugs between decision and journal. */
final class WrongCommits {
  private WrongCommits() {}

  static List<Planted> all() {
    return List.of(
        new Planted("traffic moves before the commit", Hasty::new),
        new Planted("a commit is acknowledged and not made", () -> store(Forgetful::new)),
        new Planted("a new server takes an open bake for done", () -> store(Rash::new)),
        new Planted("a way back is declared an emergency instead of committed", () -> store(Panicky::new)),
        new Planted("two servers go by one name, and both hold the lease", () -> store(Namesake::new)),
        new Planted("a conflict is overwritten with what was read before", () -> store(Stubborn::new)));
  }

  private static Plant store(UnaryOperator<Store> wrong) {
    return new Plant() {
      @Override
      public Store store(Store right) {
        return wrong.apply(right);
      }
    };
  }

  /** Tells the router what was decided while it is still being decided. */
  private static final class Hasty implements Plant {
    private Optional<Outside> outside = Optional.empty();

    @Override
    public Outside outside(Outside right) {
      outside = Optional.of(right);
      return right;
    }

    @Override
    public Decide decide(Decide right) {
      return (state, input) -> {
        Decision decision = right.decide(state, input);
        if (input instanceof Input.Observed(Observation seen) && weight(decision.state()) != weight(state)) {
          act(decision.state(), seen);
        }
        return decision;
      };
    }

    private static int weight(TargetState state) {
      return state.rollout().map(Rollout::weight).orElse(0);
    }

    private void act(TargetState state, Observation seen) {
      if (seen.router().isEmpty() || seen.platform().isEmpty()) {
        return;
      }
      RouterSeen router = seen.router().get();
      Wants wants = Wants.of(state);
      Convergence convergence = Convergence.of(wants, seen.platform().get(), seen.router());
      try {
        outside.orElseThrow().router()
            .apply(
                new Target(state.id(), state.settingsInForce().orElseThrow()),
                Routing.of(wants, convergence, seen.platform().get()),
                new Fence(router.epoch(), router.generation() + 1, false));
      } catch (OutsideException refused) {
        outside = outside.filter(o -> !refused.code().isEmpty());
      }
    }
  }

  private static final class Forgetful extends OtherStore {
    private int commits;

    Forgetful(Store right) {
      super(right);
    }

    @Override
    public Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft) {
      return ++commits % 5 == 0
          ? Optional.of(new JournalRecord(1, next.id(), draft.at(), epoch, draft.actor(), expected + 1, draft.events(), "", "", "", ""))
          : super.commit(next, expected, epoch, draft);
    }
  }

  private static final class Rash extends OtherStore {
    private boolean loaded;

    Rash(Store right) {
      super(right);
    }

    @Override
    public Versioned load(TargetId target) {
      Versioned right = super.load(target);
      Optional<Rollout> baking = right.state().rollout().filter(r -> !loaded && r.phase() instanceof Phase.Baking && r.watching().isPresent());
      loaded |= baking.isPresent();
      return baking.map(r -> new Versioned(right.state().with(done(r)), right.version())).orElse(right);
    }

    private static Rollout done(Rollout r) {
      Rollout.Watching w = r.watching().orElseThrow();
      return r.watching(new Rollout.Watching(w.watch().covering(r.step().bake()), w.at(), w.cursor()));
    }
  }

  /** A commit that is refused for its version is made again with the newest one. */
  private static final class Stubborn extends OtherStore {
    Stubborn(Store right) {
      super(right);
    }

    @Override
    public Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft) {
      Optional<JournalRecord> first = super.commit(next, expected, epoch, draft);
      if (first.isPresent()) {
        return first;
      }
      Optional<Long> newest = lease(next.id(), "stubborn", Duration.ZERO);
      return super.commit(next, load(next.id()).version(), newest.orElse(epoch + 1), draft);
    }
  }
}
