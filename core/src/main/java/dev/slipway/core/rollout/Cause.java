package dev.slipway.core.rollout;

/** Why a rollout goes back. */
public sealed interface Cause {

  /** In a sentence for people. */
  String reason();

  /** The judge found the candidate failing. */
  record Judged(String reason) implements Cause {}

  /** Instances did not become ready, died, or flapped. */
  record Unhealthy(String reason) implements Cause {}

  /** A check on the preview address failed. */
  record CheckFailed(String reason) implements Cause {}

  /** A hook failed. */
  record HookFailed(String reason) implements Cause {}

  /** A phase took longer than the progress deadline. */
  record TooSlow(String reason) implements Cause {}

  /** A person said so. */
  record Person(String by, String reason) implements Cause {}

  /** A person used the emergency command at the router. */
  record Emergency(String by, String reason) implements Cause {}

  /** It ran into a freeze, and its environment wants it to go back then. */
  record Frozen(String reason) implements Cause {}

  /** A newer deploy takes this one's place. */
  record Superseded(String by, String reason) implements Cause {}
}
