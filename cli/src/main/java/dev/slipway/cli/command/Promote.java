package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;


/** Lets the current step of a rollout pass on your word. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    description = "Lets the current step of a rollout pass on your word.",
    footerHeading = "%nExample:%n",
    footer = "  slipway promote production --full \"the errors are those of a probe\"")
final class Promote implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();

  @Option(names = "--full", description = "let all remaining steps pass")
  private boolean full;

  @Parameters(index = "1..*", paramLabel = "REASON", description = "why, for the audit trail")
  private List<String> reason = List.of();

  @Override
  public Integer call() {
    Api api = common.servers().connect();
    ObjectNode body = TargetOptions.body().put("full", full).put("reason", String.join(" ", reason));
    JsonNode answer = api.post(target.path(api) + "/promote", body);
    System.out.println(common.json ? answer.toString() : answer.path("message").asText("done"));
    return Exit.DONE;
  }
}
