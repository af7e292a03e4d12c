package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;


/** Lets a paused rollout proceed. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Lets a paused rollout proceed.",
    footerHeading = "%nExample:%n",
    footer = "  slipway resume production")
final class Resume implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();

  @Override
  public Integer call() {
    Api api = common.servers().connect();
    JsonNode answer = api.post(target.path(api) + "/resume", TargetOptions.body());
    System.out.println(common.json ? answer.toString() : answer.path("message").asText("done"));
    return Exit.DONE;
  }
}
