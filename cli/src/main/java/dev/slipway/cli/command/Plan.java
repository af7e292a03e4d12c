package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.cli.view.PlanPicture;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says exactly what a deploy would do, what it needs, and the worst that can come of it. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Says exactly what a deploy would do, what it needs, and the worst that can come of it. Changes nothing.",
    footerHeading = "%nExample:%n",
    footer = "  slipway plan production 1.4.0")
final class Plan implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();

  @Parameters(index = "1", paramLabel = "VERSION", description = "what replaces ${version} in slipway.yaml")
  private String version = "";

  @Override
  public Integer call() {
    ConfigFile config = ConfigFile.find(target.file);
    Api api = common.servers().connect();
    String environment = target.environment.substring(target.environment.indexOf('/') + 1);
    JsonNode plan = api.post("/targets/" + config.service().orElse("unnamed") + "/" + environment + "/plan", Deploy.request(config, version));
    System.out.print(common.json ? plan + "\n" : PlanPicture.of(plan));
    return Exit.DONE;
  }
}
