package dev.slipway.server.deploy;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.analysis.foresight.Traffic;
import dev.slipway.core.rollout.TargetState;
import java.time.Duration;
import java.util.Optional;

/**
 * The traffic that a policy is held against before it is trusted.
 *
 * @param traffic what is expected, where anything is known
 * @param unchecked why nothing is, for people
 */
record Expected(Optional<Traffic> traffic, Optional<String> unchecked) {
  /** A shorter look at stable says little about its traffic. */
  private static final Duration LEAST_WATCHED = Duration.ofSeconds(30);

  /** What errs where nobody knows: one request in a thousand. */
  private static final double USUAL_ERRORS = 0.001;

  /**
   * What a person says, or else what stable has had. A first release has nothing beside it to be compared with.
   *
   * @param told requests a second of the whole target
   */
  static Expected of(TargetState state, Baseline before, Optional<Double> told) {
    boolean known = before.covered().compareTo(LEAST_WATCHED) >= 0 && before.requests() > 0;
    double errors = known ? (double) before.errors() / before.requests() : USUAL_ERRORS;
    if (told.isPresent()) {
      return new Expected(Optional.of(new Traffic(told.get(), errors)), Optional.empty());
    }
    if (state.stable().isEmpty()) {
      return new Expected(Optional.empty(), Optional.empty());
    }
    return known ? new Expected(Optional.of(new Traffic(before.requestsPerSecond(), errors)), Optional.empty())
        : new Expected(Optional.empty(),
            Optional.of("nothing is known of stable's traffic yet, so the policy was not held against it. Say how much there is, "
            + "as slipway plan " + state.id().environment() + " VERSION --traffic 200/s, or look again in a minute"));
  }
}
