package dev.slipway.adapters.kubernetes;

import dev.slipway.core.spi.OutsideException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Pods of a candidate carry the labels that the team's Service selects: none is made before it selects the serving release alone. */
final class Pinning {
  private Pinning() {}

  static void check(Team team, Map<String, String> labels) {
    team.serviceIfThere().ifPresent(service -> {
      Map<String, String> selector = Objects.requireNonNullElse(service.getSpec().getSelector(), Map.of());
      if (!selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet())) {
        throw new OutsideException("SLW-3214", "Service " + service.getMetadata().getName()
            + " would send requests to the candidate at once, for it does not select one release yet. "
            + "No pod was made; they are when it does");
      }
    });
  }

  /** What a Service selects of the team's own, without what Slipway added. */
  static Map<String, String> base(Map<String, String> selector) {
    Map<String, String> base = new HashMap<>(selector);
    base.remove(Names.RELEASE);
    base.remove(Names.POD_TEMPLATE_HASH);
    return base;
  }

  /** The change that lets a Service select some marks alone, beside the team's own. */
  static Map<String, Optional<String>> change(Map<String, String> mark) {
    return Map.of(Names.RELEASE, Optional.ofNullable(mark.get(Names.RELEASE)), Names.POD_TEMPLATE_HASH,
        Optional.ofNullable(mark.get(Names.POD_TEMPLATE_HASH)));
  }
}
