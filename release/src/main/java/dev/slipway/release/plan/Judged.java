package dev.slipway.release.plan;

import dev.slipway.release.commit.Message;
import dev.slipway.release.history.Commit;
import dev.slipway.release.version.Bump;

/**
 * A message of a commit, and how it counted.
 *
 * @param commit that it is of; without its text
 * @param message one of those the commit holds
 * @param bump how far it moves the version
 * @param why in a few words
 */
public record Judged(Commit commit, Message message, Bump bump, String why) {
  /** The same, not counted. */
  Judged without(String reason) {
    return new Judged(commit, message, Bump.NONE, reason);
  }

  /** Whether it counts, and so stands in the changelog. */
  public boolean counts() {
    return bump != Bump.NONE;
  }
}
