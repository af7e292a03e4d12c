package dev.slipway.adapters.yaml;

import dev.slipway.core.analysis.Gate;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.JudgePolicy.Method;
import dev.slipway.core.analysis.MetricTrigger;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Reads {@code judge}: a word, or a map with every number; what an environment says over what is said for the whole service. */
final class JudgeReader {
  private static final List<String> METHODS = List.of("evidence", "kayenta", "triggers");
  private static final List<String> OTHERWISE = List.of("hold", "promote", "rollback");
  private static final List<String> OF_EVIDENCE =
      List.of("false-alarms", "false-passes", "errors", "latency", "burst", "split-tolerance", "objective", "saturation");
  private static final List<String> OF_NO_TRIGGER =
      Stream.concat(OF_EVIDENCE.stream(), Stream.of("warm-up", "least-requests", "least-coverage")).toList();
  private static final double MOST_CHANCE_PERCENT = 49;
  private static final double LEAST_CHANCE_PERCENT = 0.001;

  private final List<Value> written;
  private final Layers layers;
  private final JudgePolicy fallback = JudgePolicy.DEFAULT;

  /** What is written, in order of precedence. */
  JudgeReader(List<Value> written) {
    this.written = written;
    List<Section> maps = new ArrayList<>();
    for (Value value : written) {
      if (!(value.node() instanceof Node.Scalar scalar) || scalar.type() != Node.Type.TEXT) {
        value.section("evidence, kayenta or triggers, or as { method: evidence, false-alarms: 1% }").ifPresent(maps::add);
      }
    }
    this.layers = new Layers(maps);
  }

  /**
   * The judge.
   *
   * @param strategy decides what a bake without an answer leads to, where nothing is written
   */
  JudgePolicy read(Strategy strategy, List<Gate> gates, MetricsReader metrics, List<MetricTrigger> metricTriggers) {
    Method method = method();
    refuseIdleNumbers(method);
    JudgeNumbers numbers = new JudgeNumbers(layers);
    return new JudgePolicy(
        method,
        chance("false-alarms").orElse(fallback.alpha()),
        chance("false-passes").orElse(fallback.beta()),
        numbers.errors(),
        numbers.latency(),
        layers.value("burst").flatMap(v -> ShareForm.number(v, 1, 1_000)).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        numbers.warmUp(),
        layers.value("least-requests").flatMap(v -> v.whole(0, 999_999_999)).map(Integer::longValue).orElse(fallback.leastRequests()),
        layers.value("least-coverage").flatMap(v -> ShareForm.share(v, 0, 100)).orElse(fallback.leastCoverage()),
        layers.value("split-tolerance").flatMap(v -> ShareForm.share(v, 1, 100)).orElse(fallback.splitTolerance()),
        numbers.objective(),
        numbers.saturation(),
        gates,
        otherwise("on-inconclusive").orElse(onInconclusive(method, strategy)),
        otherwise("on-error").orElse(fallback.onError()),
        metrics.metrics(),
        metrics.sources(),
        metricTriggers);
  }

  /**
   * A canary exists to gather evidence, so it waits for it. Blue-green and rolling give the candidate all traffic or take the old
   * instances away, so that there is soon nothing to compare with: their gate is health, and a failing verdict still sends them back.
   * A trigger that is in mid-breach is no lack of evidence, so that the judge that knows nothing else always waits.
   */
  private static Otherwise onInconclusive(Method method, Strategy strategy) {
    return method == Method.TRIGGERS || strategy instanceof Strategy.Canary ? Otherwise.HOLD : Otherwise.PROMOTE;
  }

  private Method method() {
    Optional<Value> word = written.stream().flatMap(v -> word(v).stream()).findFirst();
    return word.flatMap(w -> w.word(METHODS)).map(JudgeReader::method).orElse(fallback.method());
  }

  /** Where a value says which judge. */
  private static Optional<Value> word(Value value) {
    return switch (value.node()) {
      case Node.Scalar s -> s.type() == Node.Type.TEXT ? Optional.of(value) : Optional.empty();
      case Node.Mapping m -> value.section("").flatMap(s -> s.value("method"));
      case Node.Sequence s -> Optional.empty();
    };
  }

  private static Method method(String word) {
    return Method.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Numbers that a judge does not look at would give their author a feeling of safety and nothing else. */
  private void refuseIdleNumbers(Method method) {
    for (Section map : layers.sections()) {
      boolean own = written.getFirst().node() == map.map();
      Method here = own ? method : methodOf(map);
      List<String> idle = switch (here) {
        case EVIDENCE -> List.of();
        case KAYENTA -> OF_EVIDENCE;
        case TRIGGERS -> OF_NO_TRIGGER;
      };
      for (String key : idle) {
        map.value(key).ifPresent(v -> v.problems().add(
            Fault.CONTRADICTION, v.keyAt(), v.path() + " means nothing to the judge " + here.name().toLowerCase(Locale.ROOT),
            "leave it out, or use method: evidence"));
      }
    }
  }

  /** A whole service's numbers stay right where one of its environments has another judge. */
  private static Method methodOf(Section map) {
    return map.value("method").filter(v -> v.node() instanceof Node.Scalar s && METHODS.contains(s.text())).flatMap(v -> v.word(METHODS))
        .map(JudgeReader::method).orElse(Method.EVIDENCE);
  }

  private Optional<Double> chance(String key) {
    return layers.value(key).flatMap(v -> ShareForm.share(v, LEAST_CHANCE_PERCENT, MOST_CHANCE_PERCENT));
  }

  private Optional<Otherwise> otherwise(String key) {
    return layers.value(key).flatMap(v -> v.word(OTHERWISE)).map(w -> Otherwise.valueOf(w.toUpperCase(Locale.ROOT)));
  }
}
