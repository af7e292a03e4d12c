package dev.slipway.cli.rehearse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.client.Api;
import dev.slipway.simulator.rehearsal.Cast;
import dev.slipway.simulator.rehearsal.Conduct;
import dev.slipway.simulator.rehearsal.Odds;
import dev.slipway.simulator.rehearsal.Spread;
import dev.slipway.simulator.rehearsal.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * Traffic × error rate → how long a bad candidate is on trial until it is back.
 *
 * @param cells row by row
 */
public record DetectionTable(Cast cast, Conduct stable, List<Cell> cells) {
  private static final List<Double> TRAFFIC = List.of(1.0, 10.0, 100.0, 1_000.0);
  private static final List<Double> ERRORS = List.of(0.005, 0.01, 0.02, 0.05, 0.5);

  public DetectionTable {
    cells = List.copyOf(cells);
  }

  /** One pair of traffic and error rate. */
  public record Cell(double traffic, double errors, Summary summary) {}

  /** Plays all cells. */
  public static DetectionTable play(Cast cast, Conduct stable, boolean latencyMatters, Runs runs) {
    List<Cell> cells = new ArrayList<>();
    for (double traffic : TRAFFIC) {
      for (double errors : ERRORS) {
        Odds odds = new Odds(traffic, stable, stable.failing(errors), latencyMatters);
        String what = TrafficForm.spell(traffic) + ", " + Words.percent(errors) + " errors";
        cells.add(new Cell(traffic, errors, Summary.of(runs.play(what, cast, odds), stable.errorRate())));
      }
    }
    return new DetectionTable(cast, stable, cells);
  }

  /** As a Markdown table, which a terminal shows as well. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append(cast.target()).append(": ").append(Rehearsed.steps(cast)).append(", judged by ").append(Rehearsed.judge(cast)).append('\n');
    out.append("Median time from a bad candidate's first traffic until all is on stable again (stable: ")
        .append(Words.percent(stable.errorRate())).append(" errors).\n\n");
    out.append("| traffic |");
    ERRORS.forEach(e -> out.append(pad(" " + Words.percent(e) + " errors")).append('|'));
    out.append("\n|---|").append("---|".repeat(ERRORS.size())).append('\n');
    for (int i = 0; i < cells.size(); i++) {
      out.append(i % ERRORS.size() == 0 ? "| " + TrafficForm.spell(cells.get(i).traffic()) + " |" : "")
          .append(pad(" " + word(cells.get(i).summary()))).append('|');
      out.append(i % ERRORS.size() == ERRORS.size() - 1 ? "\n" : "");
    }
    return out.toString();
  }

  private static String word(Summary summary) {
    double share = summary.rolledBack().share();
    String time = summary.timeToRollback().map(s -> Words.duration(s.median())).orElse("never");
    return share >= 0.995 || share == 0 ? time : time + " (" + Words.percent(share) + " caught)";
  }

  private static String pad(String text) {
    return text + " ".repeat(Math.max(1, 16 - text.length()));
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode all = Api.JSON.createObjectNode().put("target", cast.target().toString()).put("baselineErrorRate", stable.errorRate());
    ArrayNode rows = all.putArray("cells");
    for (Cell cell : cells) {
      ObjectNode one = rows.addObject().put("trafficPerSecond", cell.traffic()).put("errorRate", cell.errors());
      one.put("rolledBackShare", cell.summary().rolledBack().share()).put("holdingShare", cell.summary().holding().share());
      cell.summary().timeToRollback().map(Spread::median).ifPresent(s -> one.put("medianSeconds", s));
      cell.summary().timeToRollback().map(Spread::p95).ifPresent(s -> one.put("p95Seconds", s));
    }
    return all;
  }
}
