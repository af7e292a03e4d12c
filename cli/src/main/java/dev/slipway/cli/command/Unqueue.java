package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;


/** Drops the deploy that waits for the present rollout to end. */
@Command(
    name = "unqueue",
    mixinStandardHelpOptions = true,
    description = "Drops the deploy that waits for the present rollout to end.",
    footerHeading = "%nExample:%n",
    footer = "  slipway unqueue production")
final class Unqueue implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();

  @Override
  public Integer call() {
    Api api = common.servers().connect();
    JsonNode answer = api.post(target.path(api) + "/unqueue", TargetOptions.body());
    System.out.println(common.json ? answer.toString() : answer.path("message").asText("done"));
    return Exit.DONE;
  }
}
