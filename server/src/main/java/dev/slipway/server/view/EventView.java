package dev.slipway.server.view;

import java.util.Optional;

/**
 * One line of the audit trail.
 *
 * @param type which kind of event
 * @param text the same as a sentence
 * @param step from 1
 */
public record EventView(
    String type,
    String text,
    Optional<Long> rollout,
    Optional<String> release,
    Optional<Integer> step,
    Optional<Integer> weight,
    Optional<String> phase,
    Optional<String> by,
    Optional<String> verdict,
    Optional<String> outcome,
    Optional<String> reason,
    Optional<String> output) {

  static EventView of(String type, String text) {
    return new EventView(
        type, text, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  EventView rollout(long number) {
    return new EventView(type, text, Optional.of(number), release, step, weight, phase, by, verdict, outcome, reason, output);
  }

  EventView release(Object id) {
    return new EventView(type, text, rollout, Optional.of(id.toString()), step, weight, phase, by, verdict, outcome, reason, output);
  }

  EventView step(int number) {
    return new EventView(type, text, rollout, release, Optional.of(number), weight, phase, by, verdict, outcome, reason, output);
  }

  EventView phase(String word, int share) {
    return new EventView(type, text, rollout, release, step, Optional.of(share), Optional.of(word), by, verdict, outcome, reason, output);
  }

  EventView by(String who) {
    return new EventView(type, text, rollout, release, step, weight, phase, Optional.of(who), verdict, outcome, reason, output);
  }

  EventView verdict(String word) {
    return new EventView(type, text, rollout, release, step, weight, phase, by, Optional.of(word), outcome, reason, output);
  }

  EventView outcome(String word) {
    return new EventView(type, text, rollout, release, step, weight, phase, by, verdict, Optional.of(word), reason, output);
  }

  EventView reason(String why) {
    return new EventView(type, text, rollout, release, step, weight, phase, by, verdict, outcome, Optional.of(why), output);
  }

  EventView output(String lines) {
    return new EventView(type, text, rollout, release, step, weight, phase, by, verdict, outcome, reason, Optional.of(lines));
  }
}
