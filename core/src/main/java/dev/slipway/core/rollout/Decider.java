package dev.slipway.core.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happens next: a pure function of the committed state and one input. Called again with the same two it answers the same, bit for
 * bit; that is what makes the journal a proof.
 */
public final class Decider {
  private Decider() {}

  /** Decides. A state that is returned unchanged, without events, needs no commit. */
  public static Decision decide(TargetState state, Input input) {
    return switch (input) {
      case Input.Commanded c when state.id().administrative() -> Administering.decide(state, c.command());
      case Input.Commanded c -> Commanding.decide(state, c.command(), c.at(), c.wall());
      case Input.Observed o -> observed(state, o.observation());
    };
  }

  /** What the judge was shown and said when this was decided: the numbers behind a verdict, for people who ask later. */
  public static Optional<Hearing> hearing(TargetState committed, Input input) {
    if (!(input instanceof Input.Observed observed)) {
      return Optional.empty();
    }
    Observation seen = observed.observation();
    TargetState state = notAhead(committed, seen.at());
    return state.rollout().filter(r -> r.phase() instanceof Phase.Forward).flatMap(r -> Judging.hearing(state, r, seen));
  }

  private static Decision observed(TargetState committed, Observation seen) {
    TargetState state = notAhead(committed, seen.at());
    Decision noticed = ForeignChanges.notice(state, seen);
    Decision next = proceed(noticed.state(), seen);
    List<Event> events = new ArrayList<>(noticed.events());
    events.addAll(next.events());
    return noticed.events().isEmpty() ? next : Decision.of(next.state(), events);
  }

  private static Decision proceed(TargetState state, Observation seen) {
    if (state.rollout().isEmpty()) {
      return Idle.decide(state, seen);
    }
    Rollout rollout = state.rollout().get();
    return switch (rollout.phase()) {
      case Phase.Awaiting a -> Awaiting.decide(state, rollout, a, seen);
      case Phase.Forward f -> Advance.decide(state, rollout, f, seen);
      case Phase.GoingBack back -> WayBack.decide(state, rollout, back, seen);
    };
  }

  /**
   * Another server's steady clock may be behind the one that wrote the state: what lies in its future begins now, or it would wait for
   * hours.
   */
  private static TargetState notAhead(TargetState state, Instant now) {
    return state.rollout().filter(r -> ahead(r, now)).map(r -> state.with(r.from(now))).orElse(state);
  }

  private static boolean ahead(Rollout rollout, Instant now) {
    return rollout.phase().since().isAfter(now) || rollout.watching().filter(w -> w.at().isAfter(now)).isPresent();
  }
}
