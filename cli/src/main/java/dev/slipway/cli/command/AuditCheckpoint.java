package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has the journal signed as it is now. */
@Command(
    name = "checkpoint",
    mixinStandardHelpOptions = true,
    description = {
      "Has the server sign what the journal came to: how many records, and the root of the Merkle tree over them.",
      "Kept elsewhere, it proves that no later export rewrote what was before it: slipway audit verify EXPORT --since FILE."
    },
    footerHeading = "%nExample:%n",
    footer = "  slipway audit checkpoint > checkpoint-$(date +%%F)")
final class AuditCheckpoint implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Override
  public Integer call() {
    JsonNode signed = common.servers().connect().getPatiently("/journal/checkpoint");
    System.out.print(common.json ? signed + "\n" : signed.path("note").asText());
    return Exit.DONE;
  }
}
