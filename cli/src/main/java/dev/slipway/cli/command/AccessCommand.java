package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.view.AccessPicture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells and changes who may do what. */
@Command(
    name = "access",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Tells and changes who may do what where. Every change is in the journal.",
      "Roles: viewer sees; deployer deploys; approver approves; flag-admin changes flags; admin everything, also who may what."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway access grant ann deployer@shop/staging",
      "  slipway access grant group:release approver@shop/production",
      "  slipway access withdraw ann deployer@shop/staging",
      "  slipway access sign-out ann@example.com    out of every browser, at once",
      "  slipway access list"
    })
final class AccessCommand implements Runnable {
  private static final String WHO = "a name, or group:NAME";
  private static final String WHAT = "ROLE@SERVICE/ENV, with * for every service or environment";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  AccessCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(name = "grant", mixinStandardHelpOptions = true, description = "Gives a role to somebody who signs in, or to a group.")
  int grant(
      @Mixin Common common,
      @Parameters(index = "0", paramLabel = "WHO", description = WHO) String holder,
      @Parameters(index = "1", paramLabel = "ROLE", description = WHAT) String role) {
    return change(common, "/access/grant", holder, role);
  }

  @Command(name = "withdraw", mixinStandardHelpOptions = true,
      description = "Takes a role back, with effect on every token that its holder made.")
  int withdraw(
      @Mixin Common common,
      @Parameters(index = "0", paramLabel = "WHO", description = WHO) String holder,
      @Parameters(index = "1", paramLabel = "ROLE", description = WHAT) String role) {
    return change(common, "/access/withdraw", holder, role);
  }

  @Command(name = "sign-out", mixinStandardHelpOptions = true,
      description = "Ends every sign-in of somebody in a browser: your own, or anybody's for an admin of everything. Roles stay.")
  int signOut(@Mixin Common common, @Parameters(index = "0", paramLabel = "NAME", description = "as it signed in") String name) {
    return told(common, common.servers().connect().post("/access/sign-out", TargetOptions.body().put("name", name)));
  }

  private static int change(Common common, String path, String holder, String role) {
    return told(common, common.servers().connect().post(path, TargetOptions.body().put("holder", holder).put("role", role)));
  }

  private static int told(Common common, JsonNode answer) {
    System.out.println(common.json ? answer.toString() : answer.path("message").asText());
    return Exit.DONE;
  }

  @Command(name = "list", mixinStandardHelpOptions = true,
      description = "Lists the roles that were given, as far as you may give them or have them, and who vouches for people.")
  int list(@Mixin Common common) {
    JsonNode access = common.servers().connect().get("/access");
    System.out.print(common.json ? access + "\n" : AccessPicture.access(access));
    return Exit.DONE;
  }
}
