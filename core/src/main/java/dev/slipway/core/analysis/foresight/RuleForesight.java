package dev.slipway.core.analysis.foresight;

import static dev.slipway.core.analysis.foresight.StepTraffic.about;
import static dev.slipway.core.analysis.foresight.StepTraffic.percent;
import static dev.slipway.core.analysis.foresight.StepTraffic.seconds;
import static dev.slipway.core.analysis.foresight.StepTraffic.spell;

import dev.slipway.core.analysis.Gate;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.strategy.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Limits that the users wrote down and that the requests there are cannot show. */
final class RuleForesight {
  private RuleForesight() {}

  static List<Warning> triggers(List<Trigger> triggers, StepTraffic steps) {
    List<Warning> all = new ArrayList<>();
    Duration watched = steps.steps().stream().map(Step::bake).reduce(Duration.ZERO, Duration::plus);
    boolean waits = steps.steps().stream().anyMatch(Step::hold);
    for (Trigger t : triggers) {
      if (!waits && t.sustained().compareTo(watched) > 0) {
        String text = "\"" + t + "\" can never fire: it must last " + spell(t.sustained()) + ", and all bakes together last "
            + spell(watched);
        all.add(new Warning("SLW-2504", 0, text, "Bake for longer, or let it fire after a shorter time"));
      } else if (t.measure().needsRequests()) {
        all.addAll(thin(t, steps));
      }
    }
    return all;
  }

  /** A window must hold the requests that its limit speaks of, or one request decides it. */
  private static List<Warning> thin(Trigger trigger, StepTraffic steps) {
    double least = leastRequests(trigger.measure(), trigger.limit());
    for (int i = 0; i < steps.steps().size(); i++) {
      double inWindow = steps.rate(i) * seconds(trigger.window());
      if (inWindow < least && !steps.unwatched(i)) {
        String text = "\"" + trigger + "\" cannot see that in " + steps.name(i) + ": it looks at windows of " + spell(trigger.window())
            + ", with about "
            + about(inWindow) + " candidate requests each, and " + finer(trigger.measure(), trigger.limit(), inWindow);
        return List.of(new Warning("SLW-2504", i + 1, text,
            "Let it last longer, or leave this to the judge, which counts over the whole rollout"));
      }
    }
    return List.of();
  }

  static List<Warning> gates(List<Gate> gates, StepTraffic steps) {
    List<Warning> all = new ArrayList<>();
    for (Gate gate : gates) {
      double least = gate.measure().needsRequests() ? leastRequests(gate.measure(), gate.limit()) : 0;
      for (int i = 0; i < steps.steps().size(); i++) {
        if (steps.requests(i) < least && !steps.unwatched(i)) {
          String text = "gate \"" + gate + "\" is finer than " + steps.name(i) + " can show: it has about " + about(steps.requests(i))
              + " candidate requests, and " + finer(gate.measure(), gate.limit(), steps.requests(i));
          all.add(new Warning("SLW-2503", i + 1, text, "Bake it for " + spell(StepTraffic.lasting(least / steps.rate(i)))
              + " at least, or ask for less"));
        }
      }
    }
    return all;
  }

  /** An error rate shows from the request on of which one in all would be the limit; a quantile when some requests lie beyond it. */
  private static double leastRequests(Measure measure, double limit) {
    return switch (measure) {
      case ERROR_RATE -> limit <= 0 ? 1 : 1 / limit;
      case P50 -> 5;
      case P90 -> 20;
      case P95 -> 40;
      case P99 -> 200;
      case FAILING_HEALTH, CPU, MEMORY -> 0;
    };
  }

  private static String finer(Measure measure, double limit, double requests) {
    return measure == Measure.ERROR_RATE
        ? "a single error among them is " + percent(Math.min(1, 1 / Math.max(1, requests))) + ", above the limit of " + percent(limit)
        : measure.word() + " of so few is the word of one or two requests";
  }
}
