package dev.slipway.engine.codec;

import dev.slipway.core.access.Grant;
import dev.slipway.core.access.Holder;
import dev.slipway.core.access.Role;
import dev.slipway.core.guard.FreezeWindow;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import java.util.Optional;
import java.util.Random;

/** Values that are texts of a certain form. */
final class GeneratedNames {
  private GeneratedNames() {}

  static Optional<Object> of(Class<?> raw, Random random) {
    String name = "env" + random.nextInt(9);
    if (raw == ReleaseId.class) {
      return Optional.of(new ReleaseId(random.nextInt(9) + ".4." + random.nextInt(99) + "-ab12cd34" + (random.nextBoolean() ? "+2" : "")));
    }
    if (raw == TargetId.class) {
      return Optional.of(new TargetId("shop-" + random.nextInt(9), name));
    }
    if (raw == Grant.class) {
      return Optional.of(new Grant(Role.values()[random.nextInt(Role.values().length)], Grant.EVERY, name));
    }
    if (raw == FreezeWindow.class) {
      return Optional.of(FreezeWindow.parse("Fri 1" + random.nextInt(9) + ":00 – Mon 07:3" + random.nextInt(9) + " Europe/Berlin"));
    }
    if (raw == Holder.class) {
      return Optional.of(new Holder(random.nextBoolean(), name));
    }
    return raw == Digest.class ? Optional.of(new Digest(Integer.toHexString(random.nextInt(16)).repeat(64))) : Optional.empty();
  }
}
