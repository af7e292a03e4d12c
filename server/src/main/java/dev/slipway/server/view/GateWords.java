package dev.slipway.server.view;

import dev.slipway.core.gate.GateResult;
import java.util.List;

/** Tells in a sentence what the gates before a rollout said. */
final class GateWords {
  private GateWords() {}

  static String of(List<GateResult> results) {
    int waived = results.stream().mapToInt(GateResult::waived).sum();
    String all = results.size() + (results.size() == 1 ? " gate" : " gates") + " passed" + (waived == 0 ? ""
        : ", with " + waived + " waived");
    return all + ": " + String.join("; ", results.stream().map(r -> r.name() + " (" + r.said() + ")").toList());
  }
}
