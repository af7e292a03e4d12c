package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.cli.client.WrittenEnvironment;
import dev.slipway.cli.gate.GateWords;
import dev.slipway.cli.rehearse.TrafficForm;
import dev.slipway.cli.view.PlanPicture;
import dev.slipway.core.gate.GateSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says exactly what a deploy would do, what it needs, and the worst that can come of it. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Says exactly what a deploy would do, what it needs, and the worst that can come of it. Changes nothing.",
    footerHeading = "%nExample:%n",
    footer = {"  slipway plan production 1.4.0", "  slipway plan production 1.4.0 --traffic 200/s"})
final class Plan implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();

  @Parameters(index = "1", paramLabel = "VERSION", description = "what replaces $${version} in slipway.yaml")
  private String version = "";

  @Option(
      names = "--traffic",
      paramLabel = "RATE",
      description = "requests to the whole target, as 200/s or 30/min, to hold the policy against (default: what stable has had)")
  private Optional<String> traffic = Optional.empty();

  @Override
  public Integer call() {
    Optional<Double> requestsPerSecond = traffic.map(TrafficForm::read);
    ConfigFile config = ConfigFile.find(target.file);
    Api api = common.servers().connect();
    String environment = target.environment.substring(target.environment.indexOf('/') + 1);
    ObjectNode request = Deploy.request(config, version);
    requestsPerSecond.ifPresent(rate -> request.put("requestsPerSecond", rate));
    List<GateSpec> gates = config.text().contains("gates") ? WrittenEnvironment.of(config, target.environment).config().gates() : List.of();
    JsonNode plan = api.post("/targets/" + config.service().orElse("unnamed") + "/" + environment + "/plan", request);
    // The gates before a rollout are looked at where the reports lie, here, so that the server's plan does not know what they look at.
    ArrayNode before = plan instanceof ObjectNode all ? all.putArray("gatesBefore") : Api.JSON.createArrayNode();
    gates.forEach(gate -> before.add(GateWords.spell(gate)));
    System.out.print(common.json ? plan + "\n" : PlanPicture.of(plan));
    return Exit.DONE;
  }
}
