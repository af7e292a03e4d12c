package dev.slipway.server.deploy;

import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.ReleaseResolver;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.TargetState;
import java.util.Optional;

/** What ran in a target before Slipway came becomes its stable release before the first rollout begins: it is the way back. */
final class Adoption {
  /** Where nothing says how many instances there should be, and none are there. */
  private static final int USUAL_INSTANCES = 2;

  private Adoption() {}

  /** The adoption that a deploy begins with; none where there is a stable release, or nothing runs. */
  static Optional<Command.Adopt> of(TargetState state, Preparation.Prepared prepared, String by) {
    Places.Place place = prepared.place();
    if (place.standing().isEmpty()) {
      return Optional.empty();
    }
    // Asked also where nothing is to be adopted: it refuses what cannot be rolled out to.
    Optional<Places.Standing.Found> found = place.standing().get().look();
    if (state.stable().isPresent() || state.rollout().isPresent()) {
      return Optional.empty();
    }
    place.standing().get().free(state.id());
    return found.map(f -> new Command.Adopt(by, release(prepared.ofVersion().apply(f.version()), f), prepared.settings()));
  }

  private static Release release(EnvironmentConfig environment, Places.Standing.Found found) {
    EnvironmentConfig sized = environment.instances() > 0 ? environment : environment.with(found.instances());
    return ReleaseResolver.resolve(sized, found.version(), found.artifact());
  }

  /** How many instances a release has of which nothing is said: as many as stable. */
  static int instances(TargetState state, Optional<Command.Adopt> adopt) {
    return state.stable().or(() -> adopt.map(Command.Adopt::release)).map(r -> r.run().instances()).orElse(USUAL_INSTANCES);
  }
}
