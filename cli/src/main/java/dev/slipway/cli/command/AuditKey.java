package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The key that the server's checkpoints are verified with. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the public key that checkpoints and exports of this server are verified with, as NAME+ID+KEY.",
      "Keep it where whoever changes the server cannot change it."
    })
final class AuditKey implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Override
  public Integer call() {
    JsonNode signed = common.servers().connect().getPatiently("/journal/checkpoint");
    System.out.println(common.json ? "{\"key\":" + signed.path("key") + "}" : signed.path("key").asText());
    return Exit.DONE;
  }
}
