package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops a rollout from proceeding; it stays watched and still goes back by itself. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = "Stops a rollout from proceeding; it stays watched and still goes back by itself.",
    footerHeading = "%nExample:%n",
    footer = "  slipway pause production \"waiting for the office\"")
final class Pause implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();

  @Parameters(index = "1..*", paramLabel = "REASON", description = "why, for the audit trail")
  private List<String> reason = List.of();

  @Override
  public Integer call() {
    Api api = common.servers().connect();
    JsonNode answer = api.post(target.path(api) + "/pause", TargetOptions.body().put("reason", String.join(" ", reason)));
    System.out.println(common.json ? answer.toString() : answer.path("message").asText("done"));
    return Exit.DONE;
  }
}
