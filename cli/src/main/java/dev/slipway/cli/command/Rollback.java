package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.Servers;
import dev.slipway.cli.view.Follower;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes back: from what is under way, or from what was promoted. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Goes back to the release before, in one action: from a rollout under way, or from one already promoted.",
      "While the release before is warm this takes well under a second."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  slipway rollback production \"checkout is slow\"", "  slipway rollback production --to 1.2.0"})
final class Rollback implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();

  @Parameters(index = "1..*", paramLabel = "REASON", description = "why, for the audit trail")
  private List<String> reason = List.of();

  @Option(names = "--to", paramLabel = "VERSION", description = "a version or release id of the history")
  private Optional<String> to = Optional.empty();

  @Option(names = "--detach", description = "return when it has begun")
  private boolean detach;

  @Override
  public Integer call() {
    Servers servers = common.servers();
    Api api = servers.connect();
    String path = target.path(api);
    ObjectNode body = TargetOptions.body().put("reason", String.join(" ", reason));
    to.ifPresent(t -> body.put("to", t));
    boolean fromUnderWay = api.get(path).has("rollout");
    JsonNode answer = api.post(path + "/rollback", body);
    System.out.println(common.json ? answer.toString() : answer.path("message").asText());
    if (detach || !answer.has("rollout")) {
      return Exit.DONE;
    }
    Follower follower = new Follower(servers, path, common.json);
    follower.detachNotice(target.environment);
    int end = Exits.followed(follower, answer);
    return fromUnderWay ? Exit.DONE : end;
  }
}
