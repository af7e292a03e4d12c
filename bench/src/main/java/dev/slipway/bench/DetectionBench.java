package dev.slipway.bench;

import dev.slipway.bench.judge.Detection;
import dev.slipway.bench.judge.LatencyDetection;
import dev.slipway.bench.judge.Passing;
import dev.slipway.bench.judge.Times;
import dev.slipway.core.analysis.AlphaBudget;
import dev.slipway.core.analysis.JudgePolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many of a bad candidate's requests the judge needs, beside Wald's limit, Kayenta's judge and a fixed threshold on the same traffic:
 * {@code [--baseline p0 --candidate p1 --split s --alpha a --seeds n --rate requests/s --seed first]}. A rate or share is written 0.01.
 */
public final class DetectionBench {
  private static final double SIGMA = 0.8;
  private static final long LONG = 200_000;

  private final int seeds;
  private final long first;

  private DetectionBench(int seeds, long first) {
    this.seeds = seeds;
    this.first = first;
  }

  public static void main(String[] arguments) {
    BenchArguments given =
        BenchArguments.parse(arguments, "--baseline", "--candidate", "--split", "--alpha", "--seeds", "--rate", "--seed");
    double baseline = Double.parseDouble(given.text("--baseline", "0.001"));
    double alpha = Double.parseDouble(given.text("--alpha", "0.01"));
    double rate = Double.parseDouble(given.text("--rate", "100"));
    int seeds = given.number("--seeds", 4_000);
    DetectionBench bench = new DetectionBench(seeds, Long.parseLong(given.text("--seed", "1")));
    List<Double> candidates = numbers(given.text("--candidate", "0.005,0.01,0.02,0.05"));
    List<Double> splits = numbers(given.text("--split", "0.05,0.1,0.5"));
    Figures figures = new Figures().put("seeds", seeds).put("cells", bench.cells(baseline, candidates, splits, alpha, rate));
    if (given.text("--candidate", "").isEmpty()) {
      figures.put("peers_by_rate", bench.peers(baseline, alpha));
      figures.put("default_budget", bench.atDefaults(baseline, candidates, splits, rate));
      figures.put("latency", bench.latency(alpha)).put("passing", bench.passing());
    }
    figures.printAs("detection");
  }

  private static List<Double> numbers(String text) {
    return List.of(text.split(",")).stream().map(Double::parseDouble).toList();
  }

  private List<Map<String, @Nullable Object>> cells(
      double baseline, List<Double> candidates, List<Double> splits, double alpha, double rate) {
    List<Map<String, @Nullable Object>> cells = new ArrayList<>();
    for (double candidate : candidates) {
      for (double split : splits) {
        Detection found = Detection.of(new Detection.Cell(baseline, candidate, split, alpha, rate), seeds, first);
        Map<String, @Nullable Object> cell = cell(baseline, candidate, split, alpha, rate);
        put(cell, "ours", found.ours);
        cell.put("ours_p95", found.ours.quantile(0.95));
        put(cell, "sprt", found.sprt);
        put(cell, "kayenta", found.kayenta);
        put(cell, "threshold", found.threshold);
        Figures.say("%s", cell);
        cells.add(cell);
      }
    }
    return cells;
  }

  /** The peers look at minutes, so the requests they need grow with the traffic; ours do not. */
  private List<Map<String, @Nullable Object>> peers(double baseline, double alpha) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    int few = Math.max(1, seeds / 20);
    for (double candidate : new double[] {0.005, 0.01, 0.05}) {
      for (double rate : new double[] {10, 100, 1000}) {
        Detection found = Detection.of(new Detection.Cell(baseline, candidate, 0.05, alpha, rate), few, first);
        Map<String, @Nullable Object> row = cell(baseline, candidate, 0.05, alpha, rate);
        row.put("seeds", few);
        put(row, "ours", found.ours);
        put(row, "kayenta", found.kayenta);
        put(row, "threshold", found.threshold);
        Figures.say("%s", row);
        rows.add(row);
      }
    }
    return rows;
  }

  /** With what a rollout gives to errors where latency is judged too, as it is by default. */
  private List<Map<String, @Nullable Object>> atDefaults(double baseline, List<Double> candidates, List<Double> splits, double rate) {
    List<Map<String, @Nullable Object>> cells = new ArrayList<>();
    double alpha = AlphaBudget.of(JudgePolicy.DEFAULT, 0, 0).errors();
    for (double candidate : candidates) {
      for (double split : splits) {
        Map<String, @Nullable Object> cell = cell(baseline, candidate, split, alpha, rate);
        put(cell, "ours", Detection.oursAlone(new Detection.Cell(baseline, candidate, split, alpha, rate), seeds, first));
        Figures.say("%s", cell);
        cells.add(cell);
      }
    }
    return cells;
  }

  private List<Map<String, @Nullable Object>> latency(double alpha) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (double slower : new double[] {1.25, 1.5, 2}) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("slower", slower);
      put(row, "ours", LatencyDetection.of(SIGMA, slower, 0.05, alpha, seeds, first));
      double share = AlphaBudget.of(JudgePolicy.DEFAULT, 0, 0).latency();
      put(row, "default_budget", LatencyDetection.of(SIGMA, slower, 0.05, share, seeds, first));
      Figures.say("%s", row);
      rows.add(row);
    }
    return rows;
  }

  private Map<String, @Nullable Object> passing() {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    put(row, "equal", Passing.of(0.001, 0.001, 0.05, LONG, seeds, first));
    double[][] edges = {{0.001, 0.003}, {0.0015, 0.003}, {0.005, 0.01}};
    for (double[] edge : edges) {
      long passed = Passing.of(edge[0], edge[1], 0.05, LONG, seeds, first).happened();
      row.put("false_pass_" + edge[0] + "_" + edge[1], (double) passed / seeds);
    }
    Figures.say("%s", row);
    return row;
  }

  private static Map<String, @Nullable Object> cell(double baseline, double candidate, double split, double alpha, double rate) {
    Map<String, @Nullable Object> cell = new LinkedHashMap<>();
    cell.put("baseline", baseline);
    cell.put("candidate", candidate);
    cell.put("split", split);
    cell.put("alpha", alpha);
    cell.put("rate", rate);
    return cell;
  }

  private static void put(Map<String, @Nullable Object> cell, String name, Times times) {
    cell.put(name + "_median", times.quantile(0.5));
  }
}
