package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.Servers;
import dev.slipway.cli.view.Follower;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends the rollout under way back to stable. */
@Command(
    name = "abort",
    mixinStandardHelpOptions = true,
    description = "Sends the rollout under way back to stable. Accepted at any moment.",
    footerHeading = "%nExample:%n",
    footer = "  slipway abort production \"wrong version\"")
final class Abort implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();

  @Parameters(index = "1..*", paramLabel = "REASON", description = "why, for the audit trail")
  private List<String> reason = List.of();

  @Option(names = "--detach", description = "return when it has begun")
  private boolean detach;

  @Override
  public Integer call() {
    Servers servers = common.servers();
    Api api = servers.connect();
    String path = target.path(api);
    JsonNode answer = api.post(path + "/abort", TargetOptions.body().put("reason", String.join(" ", reason)));
    System.out.println(common.json ? answer.toString() : answer.path("message").asText());
    if (detach) {
      return Exit.DONE;
    }
    Exits.followed(new Follower(servers, path, common.json), answer);
    return Exit.DONE;
  }
}
