package dev.slipway.adapters.docker;

import dev.slipway.core.release.PlatformSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Brings the containers of a target to what is wanted, one caller at a time, and under no epoch that the engine has left behind. */
final class Converging {
  private final Picture picture;
  private final Fence fence;
  private final Lives lives;
  private final Ending ending;
  private final Sight sight;
  private final Map<TargetId, Object> locks = new ConcurrentHashMap<>();

  Converging(Picture picture, Fence fence, Lives lives, Ending ending, Sight sight) {
    this.picture = picture;
    this.fence = fence;
    this.lives = lives;
    this.ending = ending;
    this.sight = sight;
  }

  void converge(TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, long epoch) {
    List<OutsideException> failures = new ArrayList<>();
    synchronized (locks.computeIfAbsent(target, t -> new Object())) {
      if (fence.admitted(target, epoch) && settled(picture.of(target), running.keySet(), leaving)) {
        return;
      }
      fence.admit(target, epoch);
      List<Found> all = picture.asked(target);
      end(all, running.keySet(), leaving, failures);
      running.forEach((id, release) -> attempt(failures, () -> {
        Fleet.current(all, id).ifPresent(ending::wanted);
        if (Fleet.current(all, id).filter(f -> f.life() == Found.Life.RUNNING).isEmpty()) {
          sight.making(Name.of(target, id));
        }
        lives.run(target, id, release, docker(release), epoch, all);
      }));
      picture.changed(target);
    }
    if (!failures.isEmpty()) {
      failures.stream().skip(1).forEach(failures.getFirst()::addSuppressed);
      throw failures.getFirst();
    }
  }

  /** Whether nothing is to be done now. Whatever is not plainly so is not. */
  private boolean settled(List<Found> all, Set<InstanceId> running, Set<InstanceId> leaving) {
    Set<InstanceId> there = new HashSet<>();
    for (Found found : all.stream().filter(Found::counts).toList()) {
      there.add(found.instance());
      boolean asWanted = found.stopping() ? found.life() == Found.Life.RUNNING && !ending.left(found).isZero()
          : running.contains(found.instance())
              ? ending.goesOnWhy(found).isEmpty() && (found.life() == Found.Life.RUNNING || lives.waits(found))
              : leaving.contains(found.instance()) || ending.goesOn(found);
      if (!asWanted) {
        return false;
      }
    }
    return there.containsAll(running) && all.stream().allMatch(f -> there.contains(f.instance()));
  }

  private void end(List<Found> all, Set<InstanceId> running, Set<InstanceId> leaving, List<OutsideException> failures) {
    Set<InstanceId> there = new HashSet<>();
    for (Found found : all.stream().filter(Found::counts).toList()) {
      there.add(found.instance());
      if (found.stopping()) {
        attempt(failures, () -> ending.advance(found, Fleet.past(all, found.instance())));
      } else if (!running.contains(found.instance()) && !leaving.contains(found.instance())) {
        attempt(failures, () -> ending.begin(found));
      }
    }
    all.stream().filter(f -> !f.counts() && !there.contains(f.instance()) && !running.contains(f.instance()))
        .forEach(f -> attempt(failures, () -> ending.remove(f)));
  }

  /** How a release runs in containers. */
  static PlatformSpec.Docker docker(Release release) {
    return release.run().platform().map(p -> switch (p) {
      case PlatformSpec.Docker d -> d;
    }).orElseThrow(() -> new OutsideException("SLW-3112", release.id()
        + " is no release for Docker. Nothing was started; those that run go on"));
  }

  /** One instance that cannot be helped must not keep the others waiting. */
  private static void attempt(List<OutsideException> failures, Runnable effect) {
    try {
      effect.run();
    } catch (OutsideException e) {
      failures.add(e);
    }
  }
}
