package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends a rollout that waits for approval. */
@Command(
    name = "deny",
    mixinStandardHelpOptions = true,
    description = "Ends a rollout that waits for approval. Nothing was started, so nothing is taken back.",
    footerHeading = "%nExample:%n",
    footer = "  slipway deny production --reason \"not before the holidays\"")
final class Deny implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();

  @Option(names = "--rollout", paramLabel = "N", description = "number of the rollout that is meant (default: the one that waits)")
  private Optional<Long> rollout = Optional.empty();

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why, for who asked and for the audit trail")
  private String reason = "";

  @Override
  public Integer call() {
    Api api = common.servers().connect();
    String path = target.path(api);
    long number = rollout.orElseGet(() -> api.get(path + "/approval").path("rollout").asLong());
    ObjectNode body = TargetOptions.body().put("rollout", number).put("reason", reason);
    JsonNode answer = api.post(path + "/deny", body);
    System.out.println(common.json ? answer.toString() : answer.path("message").asText());
    return Exit.DONE;
  }
}
