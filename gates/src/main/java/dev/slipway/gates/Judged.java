package dev.slipway.gates;

import dev.slipway.core.gate.GateResult;
import java.util.List;
import java.util.Map;

/**
 * What came of one gate, with what it was made from.
 *
 * @param result that goes with a deploy
 * @param details findings that count, a bounded number of them
 * @param values to be accepted with {@code slipway gate --accept}, by name
 */
public record Judged(GateResult result, List<String> details, Map<String, Double> values) {
  public Judged {
    details = List.copyOf(details);
    values = Map.copyOf(values);
  }
}
