package dev.slipway.cli.command;

import dev.slipway.cli.Exit;
import dev.slipway.cli.release.PlanJson;
import dev.slipway.cli.release.PlanText;
import dev.slipway.cli.release.ReleaseConfig;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.plan.PartPlan;
import java.util.List;
import java.util.function.IntSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** From commits to a version worth deploying. Needs git, and no server or forge. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Finds the next version in the commits since the last, writes its changelog, and cuts it: files, changelog, commit and tag as one.",
      "Reads the local git repository alone."
    })
final class ReleaseCommand {

  @Command(
      name = "plan",
      mixinStandardHelpOptions = true,
      description = {
        "Says which version comes next, and why each commit counted. Changes nothing.",
        "Exit 0 also where there is nothing to release."
      },
      footerHeading = "%nExamples:%n",
      footer = {"  slipway release plan", "  slipway release plan --channel beta --json"})
  int plan(@Mixin ReleaseOptions options) {
    return saying(() -> {
      List<PartPlan> plans = options.releases().plan(options.wishes());
      System.out.print(options.json ? PlanJson.of(plans) + "\n" : PlanText.of(plans));
      return Exit.DONE;
    });
  }

  private static int saying(IntSupplier work) {
    try {
      return work.getAsInt();
    } catch (ReleaseException e) {
      throw ReleaseConfig.said(e);
    }
  }
}
