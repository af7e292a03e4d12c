package dev.slipway.server.view;

import dev.slipway.core.gate.GateResult;
import java.util.List;
import java.util.Locale;

/** What one gate before a rollout said. */
public record GateView(String name, String kind, String outcome, String said, int waived) {

  /** All of them. */
  public static List<GateView> of(List<GateResult> results) {
    return results.stream().map(r -> new GateView(r.name(), r.kind(), r.outcome().name()
        .toLowerCase(Locale.ROOT), r.said(), r.waived())).toList();
  }
}
