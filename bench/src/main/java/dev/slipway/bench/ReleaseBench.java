package dev.slipway.bench;

import dev.slipway.bench.release.GeneratedHistory;
import dev.slipway.bench.release.NpmPeers;
import dev.slipway.bench.release.Timed;
import dev.slipway.bench.rig.Folders;
import dev.slipway.bench.rig.Installation;
import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long it takes to find the next version and to write the changelog of a long history, as a user runs it, the start of the program
 * included: {@code [--commits n] [--tags n] [--runs n] [--long n] [--peers yes|no]}. git-cliff, semantic-release and
 * conventional-changelog have the same task in the same run.
 */
public final class ReleaseBench {
  private final Path launcher = Installation.named().launcher();
  private final Figures figures = new Figures();
  private double resident;

  private ReleaseBench() {}

  public static void main(String[] arguments) throws IOException {
    BenchArguments given = BenchArguments.parse(arguments, "--commits", "--tags", "--runs", "--long", "--peers");
    Path folder = Files.createTempDirectory("slipway-release");
    try {
      new ReleaseBench().run(given, folder);
    } finally {
      remove(folder);
    }
  }

  private void run(BenchArguments given, Path folder) {
    int commits = given.number("--commits", 20_000);
    int tags = given.number("--tags", 199);
    int runs = given.number("--runs", 7);
    GeneratedHistory history = GeneratedHistory.make(folder.resolve("history"), commits, tags);
    ours(history, runs, "");
    figures.put("commits", commits).put("tags", tags);
    if (given.text("--peers", "yes").equals("yes")) {
      peers(history, folder);
    }
    int many = given.number("--long", 200_000);
    if (many > 0) {
      ours(GeneratedHistory.make(folder.resolve("long"), many, tags), Math.max(1, runs / 3), "long_");
      figures.put("long_commits", many);
    }
    figures.printAs("release");
  }

  private void ours(GeneratedHistory history, int runs, String name) {
    Samples next = new Samples();
    Samples whole = new Samples();
    Samples cached = new Samples();
    Samples cpu = new Samples();
    resident = 0;
    slipway(history, "plan", "--json");
    for (int i = 0; i < runs; i++) {
      next.add(slipway(history, "plan", "--json").millis());
      remove(history.folder().resolve(".git/slipway"));
      Timed cold = slipway(history, "changelog");
      whole.add(cold.millis());
      cpu.add(cold.cpuMillis());
      Timed warm = slipway(history, "changelog");
      cached.add(warm.millis());
      if (!cold.out().equals(warm.out())) {
        throw new RigException("what was kept is another changelog than what is made");
      }
    }
    figures.put(name + "next_version_ms", next).put(name + "changelog_ms", whole).put(name + "cached_ms", cached)
        .put(name + "changelog_cpu_ms", cpu.median()).put(name + "rss_mb", Math.round(resident * 10) / 10.0);
  }

  private Timed slipway(GeneratedHistory history, String... words) {
    Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
    List<String> command = Stream.concat(Stream.of(launcher.toString(), "release"), Stream.of(words)).toList();
    Timed timed = Timed.run(history.folder(), environment, command);
    if (timed.exit() != 0 || timed.out().isBlank()) {
      throw new RigException(String.join(" ", command) + " failed with " + timed.exit());
    }
    resident = Math.max(resident, timed.residentMb());
    return timed;
  }

  private void peers(GeneratedHistory history, Path folder) {
    NpmPeers npm = NpmPeers.installed();
    Path remote = folder.resolve("remote.git");
    GeneratedHistory.git(folder, "clone", "-q", "--bare", history.folder().toString(), remote.toString());
    Path clone = folder.resolve("clone");
    GeneratedHistory.git(folder, "clone", "-q", remote.toString(), clone.toString());
    write(clone.resolve(".releaserc.json"), "{\"branches\":[\"main\"],\"repositoryUrl\":\"file://" + remote
        + "\",\"plugins\":[[\"@semantic-release/commit-analyzer\",{\"preset\":\"conventionalcommits\"}]]}");
    peer("git_cliff_ms", clone, npm.program("git-cliff"), "-o", folder.resolve("cliff.md").toString());
    peer("git_cliff_next_ms", clone, npm.program("git-cliff"), "--bumped-version");
    peer("semantic_release_ms", clone, npm.program("semantic-release"), "--dry-run", "--no-ci");
    peer("conventional_changelog_ms", clone, npm.program("conventional-changelog"), "-p", "conventionalcommits", "-r", "0", "-o",
        folder.resolve("conventional.md").toString());
  }

  private void peer(String figure, Path clone, String... command) {
    Timed timed = Timed.run(clone, Map.of("CI", "", "NO_COLOR", "1"), List.of(command));
    if (timed.exit() != 0) {
      throw new RigException(String.join(" ", command) + " failed with " + timed.exit() + ": " + timed.out());
    }
    figures.put(figure, Math.round(timed.millis()));
    Figures.say("%s %.0f ms", figure, timed.millis());
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
