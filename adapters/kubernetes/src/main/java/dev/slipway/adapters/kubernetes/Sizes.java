package dev.slipway.adapters.kubernetes;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How many pods some instances are: as many, or in proportion to what an autoscaler or a person made of the release that serves. */
final class Sizes {
  private Sizes() {}

  static int of(int wanted, Collection<Deployment> there, @Nullable Deployment itself) {
    long pods = wanted;
    for (Deployment other : there) {
      int asked = Marks.asked(other);
      int made = Objects.requireNonNullElse(other.getSpec().getReplicas(), 1);
      boolean serves = asked > 0 && made > 0 && (itself == null || !itself.getMetadata().getName().equals(other.getMetadata().getName()));
      pods = serves ? Math.max(pods, Math.ceilDiv((long) wanted * made, asked)) : pods;
    }
    return (int) Math.min(pods, Integer.MAX_VALUE);
  }
}
