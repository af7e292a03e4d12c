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
 * @param branch that it was built from, or a tag as {@code tag:v1.4.0}
 */
public record Provenance(
    Optional<String> commit, Optional<Instant> committedAt, Optional<String> run, Optional<String> ticket, Optional<String> branch) {
  /** Without a branch. */
  public Provenance(Optional<String> commit, Optional<Instant> committedAt, Optional<String> run, Optional<String> ticket) {
    this(commit, committedAt, run, ticket, Optional.empty());
  }
}
