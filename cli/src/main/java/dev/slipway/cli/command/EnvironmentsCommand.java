package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.cli.client.WrittenEnvironment;
import dev.slipway.cli.view.DeployedKeys;
import dev.slipway.cli.view.ParityPicture;
import dev.slipway.core.config.Difference;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.EnvironmentKeys;
import dev.slipway.core.config.ParityRule;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Environments beside each other. */
@Command(
    name = "environments",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Environments beside each other.")
final class EnvironmentsCommand {

  @Command(
      name = "compare",
      mixinStandardHelpOptions = true,
      description = {
        "Every difference between two environments: all that slipway.yaml says, and what is deployed where a server is reached.",
        "What may differ is written under parity: in one of the two. Exit 0: only that differs; 1: something else does. Changes nothing."
      },
      footerHeading = "%nExamples:%n",
      footer = {"  slipway environments compare staging production", "  slipway environments compare staging production --json"})
  int compare(
      @Mixin Common common,
      @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "configuration (default: slipway.yaml here or above)")
          Optional<Path> file,
      @Parameters(index = "0", paramLabel = "ENV", description = "one environment") String one,
      @Parameters(index = "1", paramLabel = "ENV", description = "the other") String other) {
    ConfigFile config = ConfigFile.find(file);
    WrittenEnvironment first = WrittenEnvironment.of(config, one);
    WrittenEnvironment second = WrittenEnvironment.of(config, other);
    SortedMap<String, String> firstKeys = EnvironmentKeys.of(first.config());
    SortedMap<String, String> secondKeys = EnvironmentKeys.of(second.config());
    Optional<String> notDeployed = deployed(common, first, second, firstKeys, secondKeys);
    ParityPicture picture = new ParityPicture(
        first.config().name(), second.config().name(),
        Difference.of(firstKeys, secondKeys, rule(first.config(), second.config())), notDeployed);
    System.out.print(common.json ? picture.json() + "\n" : picture.text());
    return picture.good() ? Exit.DONE : Exit.WENT_BACK;
  }

  /** What is said of the one against the other, in either. */
  private static Optional<ParityRule> rule(EnvironmentConfig first, EnvironmentConfig second) {
    return second.expectations().parity().filter(r -> r.against().equals(first.name()))
        .or(() -> first.expectations().parity().filter(r -> r.against().equals(second.name())));
  }

  /** Adds what is deployed; says why not, where nobody can tell. */
  private static Optional<String> deployed(
      Common common, WrittenEnvironment first, WrittenEnvironment second, SortedMap<String, String> firstKeys,
      SortedMap<String, String> secondKeys) {
    try {
      Optional<Api> server = common.thereAlready();
      if (server.isEmpty()) {
        return Optional.of("no server runs here, so what is deployed was not compared");
      }
      ObjectNode one = DeployedKeys.ask(server.get(), first.target());
      ObjectNode other = DeployedKeys.ask(server.get(), second.target());
      firstKeys.putAll(DeployedKeys.of(one));
      secondKeys.putAll(DeployedKeys.of(other));
      return Optional.empty();
    } catch (CliException e) {
      return Optional.of("what is deployed was not compared: " + e.said());
    }
  }
}
