package dev.slipway.adapters.yaml;

import dev.slipway.core.strategy.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the steps of a canary: shares in rising order, the last one 100%. */
final class StepsReader {
  private StepsReader() {}

  /** The steps, or none when something is wrong with them. */
  static List<Strategy.CanaryStep> read(Value list, Duration bake) {
    if (!(list.node() instanceof Node.Sequence sequence)) {
      list.wrongKind("a list", "[5%, 25%, 50%, 100%]");
      return List.of();
    }
    if (sequence.items().isEmpty()) {
      list.fault(Fault.OUT_OF_RANGE, list.path() + " is an empty list", "write it as [5%, 25%, 50%, 100%]");
      return List.of();
    }
    List<Strategy.CanaryStep> steps = new ArrayList<>();
    int before = 0;
    List<Value> items = list.oneOrMany();
    for (Value item : items) {
      Optional<Strategy.CanaryStep> step = step(item, bake);
      if (step.isEmpty()) {
        before = 0; // what stands here is wrong already; the next step is not to blame
        continue;
      }
      int weight = step.get().weight();
      if (weight <= before) {
        item.fault(Fault.CONTRADICTION, "the steps of " + list.path() + " do not rise: " + weight + "% comes after " + before + "%",
            "put the steps in rising order, each share once");
      }
      before = weight;
      steps.add(step.get());
    }
    if (before > 0) {
      checkLast(steps.getLast(), items.getLast(), list.path());
    }
    return before == 100 && steps.size() == items.size() ? steps : List.of();
  }

  private static void checkLast(Strategy.CanaryStep last, Value item, String path) {
    if (last.weight() != 100) {
      item.fault(Fault.CONTRADICTION, "the steps of " + path + " end with " + last.weight()
          + "%, so the candidate would never carry all traffic", "add 100% as the last step");
    } else if (last.hold()) {
      Position at = item.section("").flatMap(s -> s.value("hold")).map(Value::at).orElse(item.at());
      item.problems().add(Fault.CONTRADICTION, at, "the steps of " + path + " hold at the last one, after which there is none",
          "hold at the step before it, or give the last one a longer bake");
    }
  }

  private static Optional<Strategy.CanaryStep> step(Value item, Duration bake) {
    if (!(item.node() instanceof Node.Mapping)) {
      return item.percent().map(w -> new Strategy.CanaryStep(w, bake, false));
    }
    Section map = item.section("").orElseThrow();
    Optional<Integer> weight = map.value("weight").flatMap(Value::percent);
    Optional<Duration> own = map.value("bake").flatMap(StepsReader::bake);
    boolean hold = map.value("hold").flatMap(Value::truth).orElse(false);
    return weight.map(w -> new Strategy.CanaryStep(w, own.orElse(bake), hold));
  }

  static Optional<Duration> bake(Value value) {
    return value.duration(Defaults.NONE, Defaults.MONTH);
  }
}
