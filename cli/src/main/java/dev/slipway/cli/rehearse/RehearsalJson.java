package dev.slipway.cli.rehearse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.client.Api;
import dev.slipway.core.analysis.foresight.Warning;
import dev.slipway.core.strategy.Step;
import dev.slipway.simulator.rehearsal.Conduct;
import dev.slipway.simulator.rehearsal.Course;
import dev.slipway.simulator.rehearsal.Proportion;
import dev.slipway.simulator.rehearsal.Spread;
import dev.slipway.simulator.rehearsal.Summary;
import java.util.List;
import java.util.TreeMap;

/** A rehearsal for programs. Shares are 0–1, times are seconds, latencies milliseconds. */
public final class RehearsalJson {
  private RehearsalJson() {}

  /** A rehearsal. */
  public static ObjectNode of(Rehearsed rehearsed) {
    ObjectNode all = Api.JSON.createObjectNode();
    all.put("target", rehearsed.cast().target().toString()).put("runs", rehearsed.runs()).put("seed", rehearsed.seed());
    all.put("trafficPerSecond", rehearsed.odds().requestsPerSecond());
    all.set("steps", steps(rehearsed.cast().plan().steps()));
    all.set("stable", conduct(rehearsed.odds().stable()));
    all.set("candidate", conduct(rehearsed.odds().candidate()));
    all.set("bad", summary(rehearsed.badSummary()));
    all.set("good", summary(rehearsed.goodSummary()));
    all.set("warnings", warnings(rehearsed.warnings()));
    return all;
  }

  /** One course, as of a recording. */
  public static ObjectNode of(Course course) {
    ObjectNode one = Api.JSON.createObjectNode();
    one.put("ending", course.ending().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')).put("reason", course.reason())
        .put("step", course.step() + 1);
    one.put("firstTrafficSeconds", course.firstTraffic()).put("endedSeconds", course.ended()).put("requests", course.requests())
        .put("errors", course.errors());
    ArrayNode lines = one.putArray("lines");
    course.lines().forEach(l -> lines.addObject().put("seconds", l.at()).put("text", l.text()));
    return one;
  }

  /** What to warn of. */
  static ArrayNode warnings(List<Warning> warnings) {
    ArrayNode all = Api.JSON.createArrayNode();
    warnings.forEach(w -> all.addObject().put("code", w.code()).put("step", w.step()).put("text", w.text()).put("advice", w.advice()));
    return all;
  }

  private static ArrayNode steps(List<Step> steps) {
    ArrayNode all = Api.JSON.createArrayNode();
    steps.forEach(s -> all.addObject().put("weight", s.candidateWeight()).put("bakeSeconds", s.bake().toMillis() / 1000.0)
        .put("hold", s.hold()));
    return all;
  }

  private static ObjectNode conduct(Conduct conduct) {
    ObjectNode one = Api.JSON.createObjectNode().put("errorRate", conduct.errorRate()).put("burst", conduct.burst());
    ObjectNode own = one.putObject("own");
    new TreeMap<>(conduct.own()).forEach((name, said) -> own.put(name, OwnWords.spell(said)));
    return one.put("p50", conduct.latency().quantileMillis(0.5)).put("p95", conduct.latency().quantileMillis(0.95))
        .put("p99", conduct.latency().quantileMillis(0.99));
  }

  private static ObjectNode summary(Summary summary) {
    ObjectNode one = Api.JSON.createObjectNode();
    one.set("rolledBack", proportion(summary.rolledBack()));
    one.set("promoted", proportion(summary.promoted()));
    one.set("holding", proportion(summary.holding()));
    one.set("heldOnTheWay", proportion(summary.waited()));
    summary.timeToRollback().ifPresent(s -> one.set("secondsToRollback", spread(s)));
    summary.timeToPromotion().ifPresent(s -> one.set("secondsToPromotion", spread(s)));
    one.set("requests", spread(summary.requests()));
    one.set("errorsBeyondStable", spread(summary.harm()));
    one.set("mostWeight", spread(summary.mostWeight()));
    ObjectNode rolledBackIn = one.putObject("rolledBackInStep");
    summary.rolledBackIn().forEach((step, n) -> rolledBackIn.put(Integer.toString(step + 1), n));
    ObjectNode holdingIn = one.putObject("holdingInStep");
    summary.holdingIn().forEach((step, n) -> holdingIn.put(Integer.toString(step + 1), n));
    ObjectNode reasons = one.putObject("reasons");
    summary.reasons().forEach(reasons::put);
    return one;
  }

  private static ObjectNode proportion(Proportion p) {
    return Api.JSON.createObjectNode().put("times", p.times()).put("of", p.of()).put("share", p.share()).put("low95", p.low())
        .put("high95", p.high());
  }

  private static ObjectNode spread(Spread s) {
    return Api.JSON.createObjectNode().put("median", s.median()).put("p95", s.p95()).put("worst", s.worst());
  }
}
