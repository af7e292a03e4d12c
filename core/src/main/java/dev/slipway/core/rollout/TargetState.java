package dev.slipway.core.rollout;

import dev.slipway.core.access.AccessState;
import dev.slipway.core.guard.Guard;
import dev.slipway.core.notice.Receivers;
import dev.slipway.core.release.Release;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is committed about one target. The only thing besides an observation that a decision is made from.
 *
 * @param id which target
 * @param settings where it is reached, absent before the first rollout has ended well
 * @param stable the release that carries all traffic when nothing is under way
 * @param warm the release before it, still running, and until when
 * @param rollout what is under way
 * @param queued the deploy that waits for it to end
 * @param rollouts how many rollouts there have been
 * @param sentBack what the judge sent back lately, oldest first
 * @param router what enforces its split, absent for the embedded proxy; after it was taken down, what did last
 * @param foreign what somebody else changed at the router, until it is as decided again
 * @param guard what the last rollout that was promoted put in force; also after it was taken down
 * @param receivers who is told of it since the last deploy that began, where anybody is
 * @param access who may do what, in {@link TargetId#ACCESS}, which has nothing else
 * @param wrong what is wrong around it, while anything is, oldest first
 */
public record TargetState(
    TargetId id,
    Optional<TargetSettings> settings,
    Optional<Release> stable,
    Optional<Warm> warm,
    Optional<Rollout> rollout,
    Optional<Command.Deploy> queued,
    long rollouts,
    List<SentBack> sentBack,
    Optional<RouterSpec> router,
    Optional<ForeignChange> foreign,
    Optional<Guard> guard,
    Optional<Receivers> receivers,
    Optional<AccessState> access,
    Optional<List<OpenProblem>> wrong) {
  public TargetState {
    sentBack = List.copyOf(sentBack);
    wrong = wrong.map(List::copyOf);
  }

  /** A target that something is deployed to, without a guard, behind the embedded proxy that nobody else has changed. */
  public TargetState(
      TargetId id, Optional<TargetSettings> settings, Optional<Release> stable, Optional<Warm> warm, Optional<Rollout> rollout,
      Optional<Command.Deploy> queued, long rollouts, List<SentBack> sentBack) {
    this(id, settings, stable, warm, rollout, queued, rollouts, sentBack, Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The stable release of before, kept running so that going back takes no start. */
  public record Warm(Release release, Instant until) {}

  /** A target that nothing was ever deployed to. */
  public static TargetState empty(TargetId id) {
    return new TargetState(id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, List.of());
  }

  /** The same target with another rollout under way. */
  public TargetState with(Rollout next) {
    return new TargetState(
        id, settings, stable, warm, Optional.of(next), queued, rollouts, sentBack, router, foreign, guard, receivers, access, wrong);
  }

  /** The same target with its next rollout, through the router that this one asks for, unless it only waits to begin. */
  TargetState beginning(Rollout next) {
    Optional<RouterSpec> via = next.awaiting() ? router : next.settings().router();
    return new TargetState(
        id, settings, stable, warm, Optional.of(next), queued, next.id().number(), sentBack, via, foreign, guard, receivers, access, wrong);
  }

  /** The same target with others who are told of it, or nobody. */
  TargetState telling(Optional<Receivers> next) {
    return new TargetState(id, settings, stable, warm, rollout, queued, rollouts, sentBack, router, foreign, guard, next, access, wrong);
  }

  /** The same target with nothing under way, and what is warm from now on. */
  TargetState ended(Optional<Warm> next) {
    return new TargetState(
        id, settings, stable, next, Optional.empty(), queued, rollouts, sentBack, router, foreign, guard, receivers, access, wrong);
  }

  /** The same target with another stable release, and the settings and the guard that it was rolled out with. */
  TargetState settled(Release to, TargetSettings at, Optional<Guard> asked) {
    return new TargetState(
        id, Optional.of(at), Optional.of(to), warm, rollout, queued, rollouts, sentBack, router, foreign, asked, receivers, access, wrong);
  }

  /** The same target with a stable release that nobody rolled out, behind the router of its settings. */
  TargetState adopting(Release release, TargetSettings at) {
    return new TargetState(
        id, Optional.of(at), Optional.of(release), warm, rollout, queued, rollouts, sentBack, at.router(), foreign, guard, receivers,
        access, wrong);
  }

  /** The same target with nothing of it left but its number of rollouts and the router that is to forget it. */
  TargetState takenDown() {
    return new TargetState(id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
        rollouts, List.of(), router, Optional.empty(), guard, receivers, access, wrong);
  }

  /** The same target with another deploy waiting, or none. */
  public TargetState queueing(Optional<Command.Deploy> next) {
    return new TargetState(id, settings, stable, warm, rollout, next, rollouts, sentBack, router, foreign, guard, receivers, access, wrong);
  }

  /** The same target without a warm release. */
  public TargetState cooled() {
    return new TargetState(
        id, settings, stable, Optional.empty(), rollout, queued, rollouts, sentBack, router, foreign, guard, receivers, access, wrong);
  }

  /** The same target with what somebody else changed at its router, or nothing. */
  TargetState changedByOthers(Optional<ForeignChange> next) {
    return new TargetState(id, settings, stable, warm, rollout, queued, rollouts, sentBack, router, next, guard, receivers, access, wrong);
  }

  /** The administrative target with what is to be from now on. */
  TargetState administered(AccessState next) {
    return new TargetState(
        id, settings, stable, warm, rollout, queued, rollouts, sentBack, router, foreign, guard, receivers, Optional.of(next), wrong);
  }

  /** How many times the judge sent the same content back before. */
  public int attempt(Release release) {
    return SentBack.times(sentBack, release);
  }

  /** The same target remembering that the judge sent a release back. */
  public TargetState remembering(Release release) {
    List<SentBack> last = SentBack.once(sentBack, release);
    return new TargetState(id, settings, stable, warm, rollout, queued, rollouts, last, router, foreign, guard, receivers, access, wrong);
  }

  /** The settings in force: the rollout's own from its beginning until it goes back. */
  public Optional<TargetSettings> settingsInForce() {
    boolean own = rollout.filter(r -> !r.awaiting() && (!r.goingBack() || settings.isEmpty())).isPresent();
    return own ? rollout.map(Rollout::settings) : settings;
  }
}
