package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a target down: its address closes, its instances drain and stop. Its history stays. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = "Takes a target down: its address closes, its instances drain and stop. Its history stays.",
    footerHeading = "%nExample:%n",
    footer = "  slipway remove shop/staging --yes")
final class Remove implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();

  @Parameters(index = "1..*", paramLabel = "REASON", description = "why, for the audit trail")
  private List<String> reason = List.of();

  @Option(names = "--yes", description = "really: users get no answer afterwards")
  private boolean yes;

  @Override
  public Integer call() {
    Api api = common.servers().connect();
    String path = target.path(api);
    if (!yes) {
      System.err.println("SLW-6034 " + path.substring("/targets/".length()) + " would stop answering its users. Nothing was changed. If that is what you want, add --yes");
      return Exit.WRONG_USE;
    }
    JsonNode answer = api.post(path + "/remove", TargetOptions.body().put("reason", String.join(" ", reason)));
    System.out.println(common.json ? answer.toString() : answer.path("message").asText());
    return Exit.DONE;
  }
}
