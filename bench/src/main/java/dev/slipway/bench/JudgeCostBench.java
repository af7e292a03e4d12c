package dev.slipway.bench;

import com.sun.management.ThreadMXBean;
import dev.slipway.core.analysis.Batch;
import dev.slipway.core.analysis.Judge;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.JudgedStep;
import dev.slipway.core.analysis.Watch;
import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.analysis.evidence.Kernel;
import dev.slipway.core.traffic.LatencyHistogram;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What judging costs: {@code [--batches n]}. {@code ns_per_batch} and {@code bytes_per_batch} are of all evidence of one
 * rate metric (two processes against the candidate, two for it), added and read;
 * {@code core_share_10k} is the share of one core for 10,000 rollouts of 10 metrics each second. The whole judge of a rollout, with errors,
 * latency, split, burn rates and sentences, is beside it. All by the processor time of the one thread, after a warm-up.
 */
public final class JudgeCostBench {
  private static final int BATCHES = 2_000_000;
  private static final int WHOLE_BATCHES = 100_000;
  private static final int KINDS = 1_024;
  private static final double METRICS_PER_SECOND = 10_000 * 10;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** So that nothing measured can be left out. */
  private static double kept;

  private JudgeCostBench() {}

  private interface Work {
    double run(int batches);
  }

  private record Cost(double nanos, double bytes) {
    static Cost of(int batches, Work work) {
      kept += work.run(batches / 2);
      kept += work.run(batches / 2);
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long nanos = THREADS.getCurrentThreadCpuTime();
      kept += work.run(batches);
      return new Cost(
          (double) (THREADS.getCurrentThreadCpuTime() - nanos) / batches,
          (double) (THREADS.getCurrentThreadAllocatedBytes() - bytes) / batches);
    }
  }

  public static void main(String[] arguments) {
    BenchArguments given = BenchArguments.parse(arguments, "--batches");
    int batches = given.number("--batches", BATCHES);
    Cost process = Cost.of(batches, JudgeCostBench::process);
    Cost metric = Cost.of(batches, JudgeCostBench::metric);
    Cost whole = Cost.of(WHOLE_BATCHES, JudgeCostBench::wholeJudge);
    new Figures()
        .put("ns_per_batch", rounded(metric.nanos()))
        .put("bytes_per_batch", rounded(metric.bytes()))
        .put("core_share_10k", rounded(metric.nanos() * METRICS_PER_SECOND / 1e9))
        .put("ns_per_process", rounded(process.nanos()))
        .put("whole_judge_ns_per_batch", rounded(whole.nanos()))
        .put("whole_judge_bytes_per_batch", rounded(whole.bytes()))
        .put("whole_judge_core_share_10k", rounded(whole.nanos() * 10_000 / 1e9))
        .put("checksum", kept)
        .printAs("judge-cost");
  }

  /** Both processes against the candidate, both for it, all read: a rate metric's whole evidence. */
  private static double metric(int batches) {
    return evidence(batches, List.of(Kernel.FAIL, Kernel.FAIL, Kernel.PASS, Kernel.PASS));
  }

  private static double process(int batches) {
    return evidence(batches, List.of(Kernel.FAIL));
  }

  private static double evidence(int batches, List<Kernel> kernels) {
    SplittableRandom random = new SplittableRandom(1);
    double[] errors = random.doubles(KINDS).map(u -> u < 0.1 ? 1 : 0).toArray();
    double[] all = random.ints(KINDS, 1, 6).asDoubleStream().toArray();
    double[] theta = random.doubles(KINDS, 0.05, 0.07).toArray();
    Kernel[] processes = kernels.toArray(Kernel[]::new);
    double[] wealth = new double[processes.length * Kernel.FAIL.size()];
    double sum = 0;
    for (int i = 0; i < batches; i++) {
      int kind = i & (KINDS - 1);
      if (kind == 0) {
        Arrays.fill(wealth, 0);
      }
      for (int k = 0; k < processes.length; k++) {
        int offset = k * Kernel.FAIL.size();
        processes[k].add(wealth, offset, errors[kind], all[kind], theta[kind]);
        sum += processes[k].lnEvidence(wealth, offset);
      }
    }
    return sum;
  }

  private static double wholeJudge(int batches) {
    SplittableRandom random = new SplittableRandom(2);
    List<Batch> seconds = random.ints(KINDS, 0, 3).mapToObj(errors -> second(random, errors)).toList();
    JudgedStep step = new JudgedStep(JudgePolicy.DEFAULT, Duration.ofDays(30), 5, true, false, 0);
    Judge judge = Judge.of(step.policy());
    Watch watch = Watch.start(List.of(), step.policy(), Baseline.UNKNOWN);
    long words = 0;
    for (int i = 0; i < batches; i++) {
      Judge.Judgement judgement = judge.judge(watch, seconds.get(i & (KINDS - 1)), step);
      watch = judgement.watch();
      words += judgement.verdict().reason().length();
    }
    return words;
  }

  private static Batch second(SplittableRandom random, int errors) {
    return new Batch(
        Duration.ofSeconds(1), Duration.ZERO, Optional.of(sample(random, 95, errors)), sample(random, 5, errors == 2 ? 1 : 0), Map.of());
  }

  private static Batch.Sample sample(SplittableRandom random, int requests, int errors) {
    Map<Integer, Long> latencies = new TreeMap<>();
    for (int i = 0; i < requests; i++) {
      latencies.merge(400 + random.nextInt(60), 1L, Long::sum);
    }
    return new Batch.Sample(true, requests, errors, LatencyHistogram.of(latencies), 2, 2, 0, 0.3, 0.4);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
