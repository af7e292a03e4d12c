package dev.slipway.adapters.yaml;

import dev.slipway.core.strategy.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code strategy}, as a word or as a map with the word's settings. */
final class StrategyReader {
  private static final List<String> WORDS = List.of("blue-green", "canary", "rolling");

  private final int replicas;
  private final Duration leastBake;
  private final Problems problems;

  /**
   * For one environment.
   *
   * @param replicas which a rolling batch may be a share of
   * @param leastBake how long a default bake must be, for the triggers to see anything
   */
  StrategyReader(int replicas, Duration leastBake, Problems problems) {
    this.replicas = replicas;
    this.leastBake = leastBake;
    this.problems = problems;
  }

  /**
   * What was read.
   *
   * @param sections the maps in which progress-deadline and keep-stable may stand too
   */
  record Read(Strategy strategy, List<Section> sections) {}

  Read read(Optional<Value> written) {
    if (written.isEmpty()) {
      return new Read(blueGreen(Optional.empty()), List.of());
    }
    if (!(written.get().node() instanceof Node.Mapping)) {
      return new Read(kind(written.get().word(WORDS).orElse("blue-green"), Optional.empty()), List.of());
    }
    Section map = written.get().section("").orElseThrow();
    List<String> named = map.map().entries().stream().map(Node.Entry::key).filter(WORDS::contains).toList();
    if (named.isEmpty()) {
      if (map.map().entries().stream().allMatch(e -> List.of("keep-stable", "progress-deadline").contains(e.key()))) {
        problems.add(Fault.MISSING_KEY, map.headAt(), map.path() + " does not say how traffic moves", "add one of "
            + String.join(", ", WORDS));
      }
      return new Read(blueGreen(Optional.empty()), List.of(map));
    }
    if (named.size() > 1) {
      Position at = map.value(named.get(1)).orElseThrow().keyAt();
      problems.add(Fault.CONTRADICTION, at, map.path() + " names both " + named.get(0) + " and " + named.get(1), "keep one of the two");
    }
    Value settings = map.value(named.getFirst()).orElseThrow();
    List<Section> sections = new ArrayList<>(List.of(map));
    map.sectionIfMap(named.getFirst()).ifPresent(sections::add);
    return new Read(kind(named.getFirst(), Optional.of(settings)), sections);
  }

  private Strategy kind(String word, Optional<Value> settings) {
    return switch (word) {
      case "canary" -> canary(settings);
      case "rolling" -> rolling(settings.flatMap(v -> v.section("{ batch: 1, bake: 30s }")));
      default -> blueGreen(settings.flatMap(v -> v.section("{ bake: 1m }")));
    };
  }

  private Strategy blueGreen(Optional<Section> settings) {
    return new Strategy.BlueGreen(bake(settings, Defaults.BLUE_GREEN_BAKE));
  }

  private Duration bake(Optional<Section> settings, Duration fallback) {
    return settings.flatMap(s -> s.value("bake")).flatMap(StepsReader::bake).orElse(fallback.compareTo(leastBake) < 0 ? leastBake
        : fallback);
  }

  private Strategy rolling(Optional<Section> settings) {
    int batch = settings.flatMap(s -> s.value("batch")).flatMap(this::batch).orElse(Defaults.ROLLING_BATCH);
    int surge = settings.flatMap(s -> s.value("surge")).flatMap(v -> v.whole(0, Defaults.MOST_REPLICAS)).orElse(Defaults.ROLLING_SURGE);
    return new Strategy.Rolling(batch, surge, bake(settings, Defaults.ROLLING_BAKE));
  }

  private Optional<Integer> batch(Value value) {
    if (value.node() instanceof Node.Scalar scalar && scalar.text().endsWith("%")) {
      return value.percent().map(share -> Math.ceilDiv(replicas * share, 100));
    }
    Optional<Integer> batch = value.whole(1, Defaults.MOST_REPLICAS);
    if (batch.isPresent() && batch.get() > replicas) {
      value.fault(Fault.CONTRADICTION, value.path() + " is " + batch.get() + ", but there are only " + replicas + " replicas",
          "use at most " + replicas + ", or a share as 50%");
      return Optional.empty();
    }
    return batch;
  }

  private Strategy canary(Optional<Value> settings) {
    Optional<Value> shortForm = settings.filter(v -> v.node() instanceof Node.Sequence);
    Optional<Section> map = shortForm.isPresent() ? Optional.empty()
        : settings.flatMap(v -> v.section("{ steps: [5%, 25%, 50%, 100%], bake: 5m }"));
    Optional<Value> steps = shortForm.or(() -> map.flatMap(s -> s.value("steps")));
    Duration bake = bake(map, Defaults.CANARY_BAKE);
    List<Strategy.CanaryStep> read = steps.map(v -> StepsReader.read(v, bake)).orElse(List.of());
    if (read.isEmpty()) {
      read = Defaults.CANARY_STEPS.stream().map(w -> new Strategy.CanaryStep(w, bake, false)).toList();
    }
    return new Strategy.Canary(read);
  }
}
