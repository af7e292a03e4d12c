package dev.slipway.adapters.yaml;

import dev.slipway.core.analysis.Gate;
import dev.slipway.core.analysis.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code gates}: MEASURE &lt; LIMIT, over each step as a whole. */
final class GateReader {
  private static final String EXAMPLE = "error-rate < 0.1%";
  private static final Pattern FORM = Pattern.compile("\\s*([A-Za-z0-9_-]+)\\s*([<>=!]+)\\s*(-?[0-9.]+)\\s*([^\\s0-9.]*)\\s*");

  private GateReader() {}

  static List<Gate> read(Optional<Value> gates) {
    List<Gate> read = new ArrayList<>();
    for (Value item : gates.map(Value::oneOrMany).orElse(List.of())) {
      if (BeforehandReader.isOne(item)) {
        continue; // of what must hold before the rollout, and read there
      }
      Optional<Gate> gate = one(item);
      if (gate.isPresent() && read.stream().anyMatch(g -> g.measure() == gate.get().measure())) {
        item.fault(Fault.CONTRADICTION, item.path() + " limits " + gate.get().measure().word() + " a second time",
            "keep the lower of the two");
      } else {
        gate.ifPresent(read::add);
      }
    }
    return read;
  }

  private static Optional<Gate> one(Value value) {
    Optional<String> text = value.text(EXAMPLE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher m = FORM.matcher(text.get());
    if (!m.matches()) {
      return value.badForm("is no gate", text.get().contains(" for ")
          ? "a gate looks at a step as a whole, so leave out the time; what must not last belongs in rollback-when"
          : "write MEASURE < LIMIT, as " + EXAMPLE);
    }
    Optional<Measure> measure = LimitForm.measure(m.group(1));
    if (measure.isEmpty()) {
      value.fault(Fault.UNKNOWN_WORD, "unknown measure \"" + m.group(1) + "\" in " + value.path(),
          Spelling.hint(m.group(1), LimitForm.MEASURES));
      return Optional.empty();
    }
    if (!m.group(2).equals("<")) {
      return value.badForm(
          "compares with " + m.group(2), "a gate says what must hold; write " + m.group(1) + " < " + m.group(3) + m.group(4));
    }
    Optional<Double> limit = LimitForm.read(value, measure.get(), m.group(3), m.group(4), m.group(1) + " < ", "");
    if (limit.isPresent() && limit.get() == 0) {
      return LimitForm.outOfRange(value, m.group(3) + m.group(4), "nothing is below it; use a limit above 0");
    }
    return limit.map(l -> new Gate(measure.get(), l));
  }
}
