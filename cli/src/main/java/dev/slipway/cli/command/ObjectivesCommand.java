package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.view.ObjectivesPicture;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How targets stand against what their users may expect. */
@Command(
    name = "objectives",
    mixinStandardHelpOptions = true,
    description = {
      "How much of the error budgets is left, how fast they burn, and how they went: what is written under objectives: of an environment.",
      "Exit 0: every budget has something left; 1: one is spent."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  slipway objectives", "  slipway objectives production --json"})
final class ObjectivesCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(index = "0", arity = "0..1", paramLabel = "ENV", description = "one environment, or SERVICE/ENV; all without it")
  private Optional<String> environment = Optional.empty();

  @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "configuration (default: slipway.yaml here or above)")
  private Optional<Path> file = Optional.empty();

  @Override
  public Integer call() {
    Api api = common.servers().connect();
    JsonNode answer = api.getPatiently("/objectives" + environment.map(e -> "?target=" + Api.encoded(target(api, e))).orElse(""));
    System.out.print(common.json ? answer + "\n" : ObjectivesPicture.of(answer));
    boolean spent = answer.path("targets").valueStream().flatMap(t -> t.path("objectives").valueStream())
        .anyMatch(o -> o.path("isSpent").asBoolean());
    return spent ? Exit.WENT_BACK : Exit.DONE;
  }

  private String target(Api api, String name) {
    TargetOptions options = new TargetOptions();
    options.environment = name;
    options.file = file;
    return options.path(api).replaceFirst("^/targets/", "");
  }
}
