package dev.slipway.cli.command;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.cli.rehearse.ConductForm;
import dev.slipway.cli.rehearse.DetectionTable;
import dev.slipway.cli.rehearse.PictureFile;
import dev.slipway.cli.rehearse.RecordingFile;
import dev.slipway.cli.rehearse.RehearsalJson;
import dev.slipway.cli.rehearse.RehearsalText;
import dev.slipway.cli.rehearse.Rehearsed;
import dev.slipway.cli.rehearse.ReplayText;
import dev.slipway.cli.rehearse.Runs;
import dev.slipway.cli.rehearse.TrafficForm;
import dev.slipway.cli.rehearse.WrittenCast;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.foresight.Foresight;
import dev.slipway.core.analysis.foresight.Traffic;
import dev.slipway.simulator.rehearsal.Cast;
import dev.slipway.simulator.rehearsal.Conduct;
import dev.slipway.simulator.rehearsal.Course;
import dev.slipway.simulator.rehearsal.Odds;
import dev.slipway.simulator.rehearsal.Rehearsal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays an environment's own rollout in virtual time, before anybody has to trust it. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Plays an environment's own strategy and policy in virtual time against the real decider.",
      "How soon a bad candidate is caught, how many users it hurts until then, and how often a good release is sent back.",
      "Needs no server, changes nothing."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway simulate production --traffic 200/s",
      "  slipway simulate production --candidate \"errors=0.5%% p95=+30%%\" --baseline \"errors=0.1%% p95=120ms\" --svg out.svg",
      "  slipway simulate production --baseline bursts=5 --candidate \"errors=0.1%% checkout-failures=+50%%\"",
      "  slipway simulate production --table               time to detection by traffic and error rate",
      "  slipway simulate production --replay metrics.csv  what would have come of recorded measurements"
    })
final class Simulate implements Callable<Integer> {
  private static final int MOST_RUNS = 1_000_000;

  @Mixin private TargetOptions target = new TargetOptions();

  @Option(names = "--candidate", paramLabel = "CONDUCT",
      description = "how the bad candidate answers: errors, bursts, p50, p95, p99, metrics of yours (default: errors=2%%)")
  private String candidate = "errors=2%";

  @Option(names = "--baseline", paramLabel = "CONDUCT", description = "how stable answers (default: errors=0.1%% p95=120ms)")
  private Optional<String> baseline = Optional.empty();

  @Option(names = "--traffic", paramLabel = "RATE", description = "requests to the whole target, as 200/s or 30/min (default: 100/s)")
  private String traffic = "100/s";

  @Option(names = "--runs", paramLabel = "N", description = "rollouts of each kind (default: 500; 100 a cell with --table)")
  private Optional<Integer> runs = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "the same seed plays the same rollouts (default: 1)")
  private long seed = 1;

  @Option(names = "--ready-after", paramLabel = "SECONDS", description = "from an instance's start until it is ready (default: 10)")
  private int readyAfterSeconds = 10;

  @Option(names = "--patience", paramLabel = "MINUTES", description = "a step that holds longer counts as ended holding (default: 60)")
  private int patienceMinutes = 60;

  @Option(names = "--svg", paramLabel = "FILE", description = "also draw it")
  private Optional<Path> svg = Optional.empty();

  @Option(names = "--replay", paramLabel = "CSV", description = "show the policy recorded measurements instead (columns: docs/analysis.md)")
  private Optional<Path> replay = Optional.empty();

  @Option(names = "--table", description = "time to detection by traffic and error rate instead")
  private boolean table;

  @Option(names = "--json", description = "print JSON and nothing else on standard output")
  private boolean json;

  @Override
  public Integer call() {
    Cast cast = cast();
    JudgePolicy policy = cast.policy().judge();
    Conduct usual = ConductForm.usual(policy);
    Conduct stable = baseline.map(b -> ConductForm.read("--baseline", b, usual, policy)).orElse(usual);
    Conduct bad = ConductForm.read("--candidate", candidate, stable, policy);
    double rate = TrafficForm.read(traffic);
    Runs player = new Runs(runs(), seed, System.err, System.console() != null && System.console().isTerminal());
    Optional<PictureFile> picture = svg.map(PictureFile::at);
    if (replay.isPresent()) {
      return replayed(cast, replay.get());
    }
    if (table) {
      DetectionTable played = DetectionTable.play(cast, stable, Rehearsal.latencyMatters(cast.policy()), player);
      System.out.print(json ? played.json() + "\n" : played.text());
      return Exit.DONE;
    }
    Rehearsed rehearsed = rehearsed(cast, new Odds(rate, stable, bad, Rehearsal.latencyMatters(cast.policy())), player);
    picture.ifPresent(p -> p.write(rehearsed));
    System.out.print(json ? RehearsalJson.of(rehearsed) + "\n" : RehearsalText.of(rehearsed));
    return Exit.DONE;
  }

  private Rehearsed rehearsed(Cast cast, Odds odds, Runs player) {
    Traffic known = new Traffic(odds.requestsPerSecond(), odds.stable().errorRate());
    double failure = odds.candidate().errorRate() > odds.stable().errorRate() ? odds.candidate().errorRate()
        : Foresight.usualFailure(known);
    return new Rehearsed(
        cast,
        odds,
        runs(),
        seed,
        player.play("a bad candidate", cast, odds),
        player.play("a good release", cast, odds.harmless()),
        Foresight.of(cast.policy().judge(), cast.policy().triggers(), cast.plan(), known, failure));
  }

  private int replayed(Cast cast, Path file) {
    Course course = Rehearsal.replay(cast, RecordingFile.read(file));
    System.out.print(json ? RehearsalJson.of(course) + "\n" : ReplayText.of(cast, course, file.toString()));
    return Exit.DONE;
  }

  private Cast cast() {
    Duration readyAfter = Duration.ofSeconds(between("--ready-after", readyAfterSeconds, 0, 3_600));
    Duration patience = Duration.ofMinutes(between("--patience", patienceMinutes, 1, 10_080));
    return WrittenCast.of(ConfigFile.find(target.file), target.environment, readyAfter, patience);
  }

  private int runs() {
    return between("--runs", runs.orElse(table ? 100 : 500), 1, MOST_RUNS);
  }

  private static int between(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new CliException(Exit.WRONG_USE, "SLW-6062 " + option + " is " + value + ". Nothing was played. It lies between " + least
          + " and " + most);
    }
    return value;
  }
}
