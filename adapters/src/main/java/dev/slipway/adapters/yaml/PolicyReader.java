package dev.slipway.adapters.yaml;

import dev.slipway.core.analysis.Gate;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.strategy.Plan;
import dev.slipway.core.strategy.Step;
import dev.slipway.core.strategy.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads how the rollouts of one environment proceed and when they go back. */
final class PolicyReader {
  private static final List<String> ON_NO_DATA = List.of("hold", "promote", "rollback");

  private final Section service;
  private final Section environment;
  private final HealthSpec health;
  private final HealthReader healthReader;
  private final int replicas;

  /**
   * For one environment.
   *
   * @param service what is said for the whole service
   */
  PolicyReader(Section service, Section environment, HealthSpec health, HealthReader healthReader, int replicas) {
    this.service = service;
    this.environment = environment;
    this.health = health;
    this.healthReader = healthReader;
    this.replicas = replicas;
  }

  Policy read(Duration drain) {
    Layers layers = new Layers(List.of(environment, service));
    MetricsReader metrics = new MetricsReader(layers.values("metrics"));
    TriggerReader.Read triggers = TriggerReader.read(environment.value("rollback-when"), metrics);
    Duration leastBake = triggers.triggers().stream().map(t -> t.trigger().window()).max(Duration::compareTo).orElse(Duration.ZERO);
    StrategyReader.Read strategy = new StrategyReader(replicas, leastBake, environment.problems()).read(environment.value("strategy"));
    refuseBlindTriggers(triggers.triggers(), strategy.strategy());
    List<Section> sections = new ArrayList<>(List.of(environment));
    sections.addAll(strategy.sections());
    Duration deadline = deadline(sections, drain, strategy.strategy());
    List<CheckSpec> checks = CheckReader.read(environment.value("validate"), health, environment.value("listen").isPresent());
    HookReader hooks = new HookReader(environment.value("hooks"), deadline);
    Otherwise onNoData =
        environment.value("on-no-data").flatMap(v -> v.word(ON_NO_DATA)).map(w -> Otherwise.valueOf(w.toUpperCase(Locale.ROOT)))
            .orElse(Otherwise.HOLD);
    List<Gate> gates = gates(sections, strategy.strategy());
    JudgePolicy judge = new JudgeReader(layers.values("judge")).read(strategy.strategy(), gates, metrics, triggers.ofMetrics());
    List<Trigger> all = TriggerReader.withBuiltIn(triggers.triggers());
    return new Policy(
        strategy.strategy(), all, List.of(), keepStable(sections, strategy.strategy()), deadline, onNoData, judge, hooks.read("before"),
            hooks.read("after"), hooks.read("rollback"), Optional.of(checks).filter(c -> !c.isEmpty()));
  }

  private List<Gate> gates(List<Section> sections, Strategy strategy) {
    Optional<Value> written = once(sections, "gates");
    List<Gate> gates = GateReader.read(written);
    BeforehandReader.refuse(environment.value("gates").isEmpty() ? written : Optional.empty());
    if (!gates.isEmpty() && watched(strategy).isZero()) {
      written.get().fault(
          Fault.CONTRADICTION, "gates look at what was measured while a step is watched, and no step is watched",
          "bake for longer than 0s");
    }
    return gates;
  }

  private Duration keepStable(List<Section> sections, Strategy strategy) {
    Optional<Value> written = once(sections, "keep-stable");
    Optional<Duration> keep = written.flatMap(v -> v.duration(Defaults.NONE, Defaults.MONTH));
    if (!(strategy instanceof Strategy.Rolling)) {
      return keep.orElse(Defaults.KEEP_STABLE);
    }
    if (keep.isPresent() && !keep.get().isZero()) {
      written.get().fault(
          Fault.CONTRADICTION, "keep-stable cannot be with strategy rolling, which replaces the old instances as it goes",
              "leave it out, or use blue-green or canary");
    }
    return Duration.ZERO;
  }

  private Duration deadline(List<Section> sections, Duration drain, Strategy strategy) {
    Optional<Value> written = once(sections, "progress-deadline");
    Duration startup = health.startupDeadline();
    Duration twice = startup.multipliedBy(2);
    Duration fallback = twice.compareTo(Defaults.PROGRESS_DEADLINE) > 0 ? twice : Defaults.PROGRESS_DEADLINE;
    Duration deadline = written.flatMap(v -> v.duration(Defaults.SECOND, Defaults.MONTH)).orElse(fallback);
    if (written.isPresent() && healthReader.value("startup-deadline").isPresent() && startup.compareTo(deadline) > 0) {
      written.get().fault(
          Fault.CONTRADICTION,
          "progress-deadline of " + DurationForm.spell(deadline) + " is shorter than the startup deadline of "
              + DurationForm.spell(startup) + ", so a slow start would always go back",
          "use at least " + DurationForm.spell(startup));
    }
    Duration most = strategy instanceof Strategy.Rolling && startup.compareTo(deadline) < 0 ? startup : deadline;
    Optional<Value> drainWritten = environment.value("drain");
    if (drainWritten.isPresent() && drain.compareTo(most) > 0) {
      String which = most.equals(deadline) ? "progress deadline" : "startup deadline, within which rolling replaces an instance";
      drainWritten.get().fault(
          Fault.CONTRADICTION, "drain of " + DurationForm.spell(drain) + " is longer than the " + DurationForm.spell(most) + " of the "
              + which, "shorten the drain, or raise that deadline");
    }
    return deadline;
  }

  /** A setting that may stand in several places, but only in one of them. */
  private static Optional<Value> once(List<Section> sections, String key) {
    List<Value> written = sections.stream().flatMap(s -> s.value(key).stream()).toList();
    if (written.size() > 1) {
      Value first = written.get(0);
      Value second = written.get(1);
      second.problems().add(Fault.CONTRADICTION, second.keyAt(), key + " is written twice, here and in line " + first.keyAt().line(),
          "keep one of the two");
    }
    return written.stream().findFirst();
  }

  /** A trigger must see at least one whole window, or it protects nobody. */
  private void refuseBlindTriggers(List<TriggerReader.Written> triggers, Strategy strategy) {
    List<Step> steps = Plan.compile(strategy, replicas, replicas).steps();
    Duration watched = watched(strategy);
    if (steps.stream().anyMatch(Step::hold)) {
      return;
    }
    for (TriggerReader.Written t : triggers) {
      if (t.trigger().window().compareTo(watched) > 0) {
        t.value().fault(
            Fault.CONTRADICTION,
            "\"" + t.trigger() + "\" could never fire: it needs " + DurationForm.spell(t.trigger().window())
                + " of watching, and all bakes together last " + DurationForm.spell(watched),
            "bake for longer, or let it fire after a shorter time");
      }
    }
  }

  private Duration watched(Strategy strategy) {
    return Plan.compile(strategy, replicas, replicas).steps().stream().map(Step::bake).reduce(Duration.ZERO, Duration::plus);
  }
}
