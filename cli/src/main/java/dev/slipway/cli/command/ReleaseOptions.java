package dev.slipway.cli.command;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.release.ReleaseConfig;
import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.Releases;
import dev.slipway.release.history.Repository;
import dev.slipway.release.plan.Wishes;
import dev.slipway.release.version.Channel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Options that every command about releases has. */
final class ReleaseOptions {
  @Option(names = "--json", description = "print JSON and nothing else on standard output")
  boolean json;

  @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "default: slipway.yaml here or above; none is needed")
  private Optional<Path> file = Optional.empty();

  @Option(names = "-C", paramLabel = "FOLDER", description = "a folder in the repository (default: this one)")
  private Path folder = Path.of("");

  @Option(names = "--package", paramLabel = "NAME", description = "one package of release.packages only")
  private Optional<String> part = Optional.empty();

  @Option(names = "--channel", paramLabel = "CHANNEL",
      description = "stable, the name of a pre-release such as beta, or a line such as 1.x (default: by the branch)")
  private Optional<String> channel = Optional.empty();

  @Option(names = "--release-as", paramLabel = "VERSION", description = "this version instead of the one the commits lead to")
  private Optional<String> version = Optional.empty();

  /** Whether the channel was said. */
  boolean channelSaid() {
    return channel.isPresent();
  }

  /** The releases of the repository that the folder lies in. */
  Releases releases() {
    Path here = folder.toAbsolutePath().normalize();
    return new Releases(Repository.at(here), ReleaseConfig.of(file, here));
  }

  /** What was asked for other than by the rules. */
  Wishes wishes() {
    return new Wishes(
        read(channel, "--channel", Channel::of, "stable, a name such as beta, or a line such as 1.x"),
        read(version, "--release-as", SemanticVersion::parse, "a version such as 1.2.3"), part);
  }

  private static <T> Optional<T> read(Optional<String> written, String option, Function<String, Optional<T>> reader, String form) {
    return written.map(text -> reader.apply(text).orElseThrow(() -> new CliException(
        Exit.WRONG_USE, "SLW-6010 " + option + " is \"" + text + "\", and takes " + form + ". Nothing was changed")));
  }
}
