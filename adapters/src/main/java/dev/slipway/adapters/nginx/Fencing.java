package dev.slipway.adapters.nginx;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router.Fence;
import java.util.Optional;

/** What must hold before a table takes the place of what is there. */
final class Fencing {
  private static final String UNCHANGED = ". Nothing was written; traffic stays as it is";

  private Fencing() {}

  static void check(Place place, Optional<String> live, Optional<Written> was, TargetId target, Fence fence) {
    if (was.isEmpty()) {
      String there = live.orElse("");
      if (!there.isBlank() && !ConfigText.isOurs(there)) {
        throw new OutsideException("SLW-4221", place.live() + " is no file of Slipway's" + UNCHANGED
            + ". Move what it says elsewhere, or name another file under include");
      }
      return;
    }
    if (!was.get().target().equals(target)) {
      throw new OutsideException("SLW-4222", place.live() + " belongs to " + was.get().target() + UNCHANGED
          + ". Give each target an include file of its own");
    }
    if (was.get().epoch() > fence.epoch()) {
      throw new OutsideException("SLW-4226", "epoch " + fence.epoch() + " of " + target + " was refused: epoch " + was.get().epoch()
          + " wrote " + place.live()
          + UNCHANGED + "; another server has taken over");
    }
    if (was.get().generation() >= fence.generation()) {
      throw new OutsideException("SLW-4227", "generation " + fence.generation() + " of " + target + " was refused: "
          + was.get().generation() + " is in force" + UNCHANGED);
    }
    if (was.get().override().isPresent() && !fence.clearsOverride()) {
      throw new OutsideException("SLW-4228", "an emergency is in force for " + target + UNCHANGED + ": on stable, until it is answered");
    }
  }
}
