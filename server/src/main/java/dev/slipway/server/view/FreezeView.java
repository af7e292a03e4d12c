package dev.slipway.server.view;

import dev.slipway.core.guard.FreezeWindow;
import dev.slipway.core.guard.Freezes;
import dev.slipway.core.guard.Guard;
import dev.slipway.core.rollout.Clearance;
import dev.slipway.core.rollout.Freezing;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When nothing begins in an environment.
 *
 * @param by the window in force, absent where none is
 * @param until when that ends
 * @param free the next moment outside of all windows, absent also where there is none
 * @param windows each as it is in force now or will be next, the earliest first; one that is over for good is not among them
 */
public record FreezeView(Optional<String> by, Optional<Instant> until, Optional<Instant> free, List<Window> windows) {

  /** A window, and the time that it is in force or will be next. */
  public record Window(String window, Instant from, Instant until) {}

  /** The calendar at a moment. */
  public static FreezeView of(List<FreezeWindow> windows, Instant now) {
    Optional<Freezes.Frozen> frozen = Freezes.at(windows, now);
    List<Window> coming = Freezes.coming(windows, now).stream()
        .map(c -> new Window(c.window().toString(), c.interval().from(), c.interval().until())).toList();
    return new FreezeView(
        frozen.map(f -> f.window().toString()), frozen.map(Freezes.Frozen::until), frozen.flatMap(Freezes.Frozen::free), coming);
  }

  /** Of a target: the windows in force, and those that what is to come brings. */
  public static Optional<FreezeView> of(TargetState state, Instant now) {
    Stream<Guard> guards = Stream.of(
        state.guard(), state.rollout().flatMap(Rollout::clearance).map(Clearance::guard), state.queued().map(q -> Freezing.guard(state, q)))
        .flatMap(Optional::stream);
    return ofAny(guards.flatMap(g -> g.freeze().stream()).distinct().toList(), now);
  }

  /** The same, where there are any windows. */
  public static Optional<FreezeView> ofAny(List<FreezeWindow> windows, Instant now) {
    return windows.isEmpty() ? Optional.empty() : Optional.of(of(windows, now));
  }
}
