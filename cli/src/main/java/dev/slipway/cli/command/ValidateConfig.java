package dev.slipway.cli.command;

import dev.slipway.adapters.yaml.ForeignBlock;
import dev.slipway.adapters.yaml.ReadResult;
import dev.slipway.adapters.yaml.SlipwayYaml;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.cli.release.ReleaseConfig;
import dev.slipway.core.analysis.JudgeWords;
import dev.slipway.core.config.ServiceConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads slipway.yaml and says all that is wrong with it. Needs no server and changes nothing. */
@Command(
    name = "validate-config",
    mixinStandardHelpOptions = true,
    description = "Reads slipway.yaml and says all that is wrong with it. Needs no server and changes nothing.",
    footerHeading = "%nExample:%n",
    footer = "  slipway validate-config slipway.yaml")
final class ValidateConfig implements Callable<Integer> {
  private static final String VALID = "{\"valid\":true,\"problems\":[]}";

  @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "default: slipway.yaml here or above")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--json", description = "print JSON and nothing else on standard output")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    ConfigFile config = ConfigFile.find(file);
    if (ForeignBlock.isAlone(config.text(), "release")) {
      ReleaseConfig.checked(config);
      System.out.println(json ? VALID : config.path() + " is valid: it makes releases, and deploys nothing");
      return Exit.DONE;
    }
    return switch (SlipwayYaml.read(config.text(), config.path().getFileName().toString())) {
      case ReadResult.Valid valid -> {
        ReleaseConfig.checked(config);
        System.out.println(json ? VALID : said(config.path(), valid.config()));
        yield Exit.DONE;
      }
      case ReadResult.Invalid invalid -> {
        if (json) {
          System.out.println(Api.JSON.writeValueAsString(Map.of("valid", false, "problems", invalid.problems())));
        }
        System.err.println(invalid.render());
        yield Exit.WRONG_USE;
      }
    };
  }

  private static String said(Path file, ServiceConfig config) {
    StringBuilder out = new StringBuilder(
        file + " is valid: " + config.service() + " in " + String.join(", ", config.environments().keySet()));
    config.environments().values().forEach(e -> out.append(System.lineSeparator()).append("  ").append(e.name()).append(" is judged ").append(JudgeWords.of(e.policy().judge())));
    return out.toString();
  }
}
