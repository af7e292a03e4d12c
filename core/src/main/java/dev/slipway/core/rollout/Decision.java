package dev.slipway.core.rollout;

import java.util.List;
import java.util.Optional;

/**
 * What was decided: the state to commit, what to write down about it, and for a command its answer.
 *
 * @param state the next state, equal to the one before when nothing changed
 * @param events what happened, in order
 * @param refusal why a command was not carried out
 */
public record Decision(TargetState state, List<Event> events, Optional<Refusal> refusal) {
  public Decision {
    events = List.copyOf(events);
  }

  /**
   * A command that was not carried out; nothing changed.
   *
   * @param code stable, {@code SLW-2xxx}
   * @param message what it means and what to do
   * @param harmless whether what was asked for is true already, so that the one who asked may be content
   */
  public record Refusal(String code, String message, boolean harmless) {}

  /** Nothing to do. */
  public static Decision none(TargetState state) {
    return new Decision(state, List.of(), Optional.empty());
  }

  /** A changed state. */
  public static Decision of(TargetState state, List<Event> events) {
    return new Decision(state, events, Optional.empty());
  }

  /** A refused command. */
  public static Decision refused(TargetState state, String code, String message) {
    return new Decision(state, List.of(), Optional.of(new Refusal(code, message, false)));
  }

  /** A command whose wish is true already. */
  public static Decision alreadySo(TargetState state, String code, String message) {
    return new Decision(state, List.of(), Optional.of(new Refusal(code, message, true)));
  }
}
