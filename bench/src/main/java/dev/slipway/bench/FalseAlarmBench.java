package dev.slipway.bench;

import dev.slipway.bench.judge.FalseAlarms;
import dev.slipway.bench.judge.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often a candidate that is no worse is sent back within a day of looking every ten seconds, at a split of 5 %:
 * {@code [--runs n --rate requests/s --split s --alpha a --seed first]}. Exits with 1 where it is not shown that
 * the method's promise is kept, which takes 250 runs without any false alarm.
 */
public final class FalseAlarmBench {
  /** By how much the upper bound may be above α: what 10,000 runs of a test that is right may show. */
  private static final double ALLOWED = 1.2;

  private static final int KAYENTA_EVERY = 20;

  private FalseAlarmBench() {}

  public static void main(String[] arguments) {
    BenchArguments given = BenchArguments.parse(arguments, "--runs", "--rate", "--split", "--alpha", "--seed");
    int runs = given.number("--runs", 10_000);
    double rate = Double.parseDouble(given.text("--rate", "100"));
    double split = Double.parseDouble(given.text("--split", "0.05"));
    double alpha = Double.parseDouble(given.text("--alpha", "0.01"));
    long first = Long.parseLong(given.text("--seed", "1"));
    int kayentaRuns = Math.min(runs, Math.max(100, runs / KAYENTA_EVERY));
    List<Map<String, Object>> scenarios = new ArrayList<>();
    boolean kept = true;
    long seed = first;
    for (Scenario scenario : Scenario.all()) {
      FalseAlarms found = FalseAlarms.of(scenario, runs, kayentaRuns, seed, rate, split, alpha);
      seed += runs;
      Map<String, Object> row = row(scenario, found);
      Figures.say("%s", row);
      scenarios.add(row);
      kept &= !scenario.promised() || found.upper95() <= ALLOWED * alpha;
    }
    new Figures().put("runs", runs).put("kayenta_runs", kayentaRuns).put("alpha", alpha).put("rate", rate).put("split", split)
        .put("kept", kept).put("scenarios", scenarios).printAs("false-alarm");
    System.exit(kept ? 0 : 1);
  }

  private static Map<String, Object> row(Scenario scenario, FalseAlarms found) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", scenario.name());
    row.put("ours", (double) found.ours() / found.runs());
    row.put("sprt", (double) found.sprt() / found.runs());
    row.put("threshold", (double) found.threshold() / found.runs());
    row.put("kayenta", (double) found.kayenta() / found.kayentaRuns());
    row.put("upper95", found.upper95());
    row.put("promised", scenario.promised());
    return row;
  }
}
