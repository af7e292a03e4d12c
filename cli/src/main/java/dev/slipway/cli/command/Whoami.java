package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.view.AccessPicture;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Who the server takes you for, and what you may do. */
@Command(
    name = "whoami",
    mixinStandardHelpOptions = true,
    description = "Tells who the server takes you for, with which credential, and what that allows.",
    footerHeading = "%nExample:%n",
    footer = "  slipway whoami")
final class Whoami implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Override
  public Integer call() {
    JsonNode self = common.servers().connect().get("/whoami");
    System.out.print(common.json ? self + "\n" : AccessPicture.self(self));
    return Exit.DONE;
  }
}
