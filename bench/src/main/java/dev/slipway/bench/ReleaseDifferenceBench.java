package dev.slipway.bench;

import dev.slipway.bench.release.Differences;
import dev.slipway.bench.rig.Installation;

/**
 * What Slipway makes of messages beside what conventional-commits-parser and semantic-release's commit-analyzer make of them:
 * {@code [--messages n] [--seed n]}, generated ones and those of this repository. Ends with status 1 where a difference has no reason in
 * docs/release-process.md.
 */
public final class ReleaseDifferenceBench {
  private ReleaseDifferenceBench() {}

  public static void main(String[] arguments) {
    BenchArguments given = BenchArguments.parse(arguments, "--messages", "--seed");
    Differences found = Differences.of(given.number("--messages", 2_500), Long.parseLong(given.text("--seed", "1")),
        Installation.checkout());
    Figures figures = new Figures();
    figures.put("messages", found.messages()).put("same", found.same()).put("explained", found.explained())
        .put("unexplained", found.unexplained().size());
    found.unexplained().stream().limit(20).forEach(line -> Figures.say("%s", line));
    figures.printAs("release-difference");
    System.exit(found.unexplained().isEmpty() ? 0 : 1);
  }
}
