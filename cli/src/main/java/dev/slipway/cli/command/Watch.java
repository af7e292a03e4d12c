package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.Servers;
import dev.slipway.cli.view.Follower;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Follows the rollout under way to its end. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = "Follows the rollout under way to its end. Ctrl-C ends the watching, never the rollout.",
    footerHeading = "%nExample:%n",
    footer = "  slipway watch production")
final class Watch implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();

  @Override
  public Integer call() {
    Servers servers = common.servers();
    Api api = servers.connect();
    String path = target.path(api);
    JsonNode status = api.get(path);
    if (!status.has("rollout")) {
      System.out.println(common.json ? status.toString() : "nothing is under way. See: slipway status " + target.environment);
      return Exit.DONE;
    }
    Follower follower = new Follower(servers, path, common.json);
    follower.detachNotice(target.environment);
    return follower.toTheEnd(status.path("rollout").path("number").asLong(), status.path("rollout").path("candidate").path("id").asText(), status.path("sequence").asLong());
  }
}
