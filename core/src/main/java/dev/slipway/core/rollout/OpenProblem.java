package dev.slipway.core.rollout;

import java.time.Instant;

/**
 * Something that is wrong around a target, not with a rollout of it, and lasts.
 *
 * @param part router, platform, tasks, store, metrics, notices, disk, certificate, or the budget of an objective
 * @param code stable code
 * @param message what it means
 * @param since when it was first seen
 */
public record OpenProblem(String part, String code, String message, Instant since) {

  /** The same for as long as it is the same problem, whatever its message says meanwhile. */
  public String key() {
    return part + ":" + code;
  }
}
