package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;


/** Lets the current step of a rollout pass on your word. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    description = "Lets the current step of a rollout pass on your word.",
    footerHeading = "%nExample:%n",
    footer = "  slipway promote production --full")
final class Promote implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();

  @Option(names = "--full", description = "let all remaining steps pass")
  private boolean full;

  @Override
  public Integer call() {
    Api api = common.servers().connect();
    JsonNode answer = api.post(target.path(api) + "/promote", TargetOptions.body().put("full", full));
    System.out.println(common.json ? answer.toString() : answer.path("message").asText("done"));
    return Exit.DONE;
  }
}
