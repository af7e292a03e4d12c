package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.cli.view.ApprovalPicture;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** When nothing begins in an environment. */
@Command(
    name = "freeze",
    mixinStandardHelpOptions = true,
    description = {
      "Shows when nothing begins in an environment: its freeze windows, and when each holds next.",
      "Those in force there, and those of the file here.",
      "A rollback, an abort and an emergency are never frozen."
    },
    footerHeading = "%nExample:%n",
    footer = "  slipway freeze production")
final class Freeze implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();

  @Override
  public Integer call() {
    Api api = common.servers().connect();
    ObjectNode body = Api.JSON.createObjectNode();
    Optional<Path> file = target.file.or(ConfigFile::nearest);
    file.map(f -> ConfigFile.find(Optional.of(f))).ifPresent(c -> body.put("configText", c.text()).put("fileName", c.path().toString()));
    JsonNode answer = api.post(target.path(api) + "/freeze", body);
    System.out.print(common.json ? answer + "\n" : ApprovalPicture.calendar(target.environment, answer));
    return Exit.DONE;
  }
}
