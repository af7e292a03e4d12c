package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.cli.client.Servers;
import dev.slipway.cli.client.WrittenEnvironment;
import dev.slipway.cli.gate.GateRun;
import dev.slipway.cli.view.Follower;
import dev.slipway.cli.view.PlanPicture;
import dev.slipway.core.gate.GateSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rolls a version out, watched to its end. */
@Command(
    name = "deploy",
    mixinStandardHelpOptions = true,
    description = {
      "Rolls a version out and watches it to its end: promoted (exit 0) or back on stable (exit 1).",
      "Ctrl-C ends the watching, never the rollout."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway deploy staging 1.4.0",
      "  slipway deploy production 1.4.0 --supersede    send back what is under way, then start",
      "  slipway deploy production 1.4.0 --detach       do not watch"
    })
final class Deploy implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();
  @Mixin private ProvenanceOptions provenance = new ProvenanceOptions();

  @Parameters(index = "1", paramLabel = "VERSION", description = "what replaces $${version} in slipway.yaml")
  private String version = "";

  @Option(names = "--queue", description = "wait for the rollout under way, then start")
  private boolean queue;

  @Option(names = "--supersede", description = "send the rollout under way back, then start")
  private boolean supersede;

  @Option(names = "--force", description = "roll out even what is stable already")
  private boolean force;

  @Option(names = "--detach", description = "return when it has begun")
  private boolean detach;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the audit trail")
  private Optional<String> reason = Optional.empty();

  @Option(names = "--fix", paramLabel = "TEXT", description = "what it mends: let through although the error budget is spent; journaled")
  private Optional<String> fix = Optional.empty();

  @Option(names = "--override", paramLabel = "REASON",
      description = "as an admin: go past approvals, freeze and branch rules; it is written to the journal and shown")
  private Optional<String> override = Optional.empty();

  @Override
  public Integer call() {
    ConfigFile config = ConfigFile.find(target.file);
    Servers servers = common.servers();
    Api api = servers.connect();
    ObjectNode body = request(config, version).put("whenBusy", supersede ? "supersede" : queue ? "queue" : "refuse").put("force", force);
    reason.ifPresent(r -> body.put("reason", r));
    fix.ifPresent(f -> body.put("fix", f));
    override.ifPresent(r -> body.put("override", r));
    provenance.toSend(System.getenv(), config).ifPresent(p -> body.set("provenance", p));
    gates(config, api).ifPresent(g -> body.set("gates", g));
    JsonNode answer = api.post(path(config) + "/deploy", body);
    System.out.println(common.json ? answer.toString() : answer.path("message").asText());
    System.err.print(PlanPicture.warnings(answer.path("plan")));
    if (answer.path("alreadySo").asBoolean() && !answer.has("rollout") || detach) {
      return Exit.DONE;
    }
    Follower follower = new Follower(servers, path(config), common.json);
    follower.detachNotice(target.environment);
    return Exits.followed(follower, answer);
  }

  /** The reports lie here, so it is here that the gates are looked at; the server lets nothing pass without what they said. */
  private Optional<ObjectNode> gates(ConfigFile config, Api api) {
    if (!config.text().contains("gates")) {
      return Optional.empty();
    }
    WrittenEnvironment written = WrittenEnvironment.of(config, target.environment);
    List<GateSpec> gates = written.config().gates();
    if (gates.isEmpty()) {
      return Optional.empty();
    }
    GateRun.Stable stable = GateRun.stable(api, path(config));
    Path folder = Optional.ofNullable(config.path().getParent()).orElse(config.path());
    GateRun run = GateRun.of(gates, folder, written.config().name(), Optional.of(version), stable);
    System.err.print(run.table());
    if (run.exit() != Exit.DONE) {
      throw new CliException(run.exit(), "SLW-6128 a gate of " + target.environment + " did not let " + version
          + " pass. Nothing was deployed; traffic stays as it is. Look again with: slipway gate " + target.environment + " " + version);
    }
    return Optional.of(run.toSend(version, config.text()));
  }

  /** {@code /targets/SERVICE/ENV}, by the service that the file names; a file without one is the server's to judge. */
  private String path(ConfigFile config) {
    String environment = target.environment.substring(target.environment.indexOf('/') + 1);
    return "/targets/" + config.service().orElse("unnamed") + "/" + environment;
  }

  /** The body of deploy and plan. */
  static ObjectNode request(ConfigFile config, String version) {
    return TargetOptions.body().put("configText", config.text()).put("configFile", config.path().toString()).put("version", version);
  }
}
