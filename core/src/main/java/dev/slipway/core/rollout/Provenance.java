package dev.slipway.core.rollout;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a deploy comes from: what the trail of a change leads back to.
 *
 * @param commit hash of the commit that was built
 * @param committedAt when it was made, by its committer's clock
 * @param run address or number of the pipeline's run that deploys
 * @param ticket of the change
 */
public record Provenance(Optional<String> commit, Optional<Instant> committedAt, Optional<String> run, Optional<String> ticket) {
  /** Longest text of any of them, in characters. */
  public static final int MOST_CHARACTERS = 500;

  /** Refuses what is longer, empty, or more than a line. */
  public Provenance {
    commit.ifPresent(c -> line("commit", c));
    run.ifPresent(r -> line("run", r));
    ticket.ifPresent(t -> line("ticket", t));
  }

  private static void line(String name, String text) {
    if (text.isBlank() || text.length() > MOST_CHARACTERS || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(name + " must be one line of 1 to " + MOST_CHARACTERS + " characters");
    }
  }
}
