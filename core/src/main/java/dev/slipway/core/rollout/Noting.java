package dev.slipway.core.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what is wrong around a target, so that its begin and its end are each told once, whoever sees them and however often. */
final class Noting {
  private static final int MOST_OPEN = 20;

  private Noting() {}

  static Decision decide(TargetState state, Command.NoteProblem note) {
    List<OpenProblem> open = new ArrayList<>(state.wrong().orElse(List.of()));
    Optional<OpenProblem> known = open.stream().filter(p -> p.key().equals(note.problem().key())).findFirst();
    if (note.over() == known.isEmpty() || !note.over() && open.size() >= MOST_OPEN) {
      return Decision.none(state);
    }
    if (note.over()) {
      open.remove(known.get());
      return Decision.of(with(state, open), List.of(new Event.ProblemOver(known.get())));
    }
    open.add(note.problem());
    return Decision.of(with(state, open), List.of(new Event.ProblemBegan(note.problem())));
  }

  private static TargetState with(TargetState s, List<OpenProblem> open) {
    return new TargetState(s.id(), s.settings(), s.stable(), s.warm(), s.rollout(), s.queued(), s.rollouts(), s.sentBack(), s.router(),
        s.foreign(), s.guard(), s.receivers(), s.access(), open.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(open)));
  }
}
