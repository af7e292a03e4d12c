package dev.slipway.core.analysis;

import java.time.Duration;
import java.util.List;

/**
 * One step being watched: the judge's whole memory of it.
 *
 * @param covered time that was really observed since the step's traffic was in place
 * @param requests candidate requests seen
 * @param errors of those, failed
 * @param triggers how far each trigger has come
 */
public record Watch(Duration covered, long requests, long errors, List<TriggerProgress> triggers) {
  public Watch {
    triggers = List.copyOf(triggers);
  }

  /** A new watch of these triggers. */
  public static Watch start(List<Trigger> triggers) {
    return new Watch(Duration.ZERO, 0, 0, triggers.stream().map(TriggerProgress::start).toList());
  }

  /** The same triggers going on into the next step: a breach that lasts across a shift is still a breach. */
  public Watch nextStep() {
    return new Watch(Duration.ZERO, 0, 0, triggers.stream().map(t -> carried(t)).toList());
  }

  private static TriggerProgress carried(TriggerProgress t) {
    return new TriggerProgress(
        t.trigger(), t.filled(), t.requests(), t.errors(), t.latency(), t.worst(), t.breached(), 0, t.last());
  }
}
