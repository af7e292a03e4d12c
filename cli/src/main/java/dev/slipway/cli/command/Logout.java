package dev.slipway.cli.command;

import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.SignIns;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Forgets a sign-in. */
@Command(
    name = "logout",
    mixinStandardHelpOptions = true,
    description = "Forgets your sign-in at a server, on this machine. The provider may remember you.",
    footerHeading = "%nExample:%n",
    footer = "  slipway logout")
final class Logout implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Override
  public Integer call() {
    String server = common.servers().url();
    boolean there = SignIns.of(System.getenv()).forget(server);
    String said = there ? "your sign-in at " + server + " is forgotten" : "you were not signed in at " + server;
    System.out.println(common.json ? Api.JSON.createObjectNode().put("server", server).put("forgotten", there).toString() : said);
    return Exit.DONE;
  }
}
