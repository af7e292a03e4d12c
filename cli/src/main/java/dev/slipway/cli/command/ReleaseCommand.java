package dev.slipway.cli.command;

import dev.slipway.cli.Exit;
import dev.slipway.cli.release.ChangelogPrint;
import dev.slipway.cli.release.CutText;
import dev.slipway.cli.release.PlanJson;
import dev.slipway.cli.release.PlanText;
import dev.slipway.cli.release.ReleaseConfig;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.cut.Cut;
import dev.slipway.release.cut.CutResult;
import dev.slipway.release.cut.Undo;
import dev.slipway.release.plan.PartPlan;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Command(
      name = "changelog",
      mixinStandardHelpOptions = true,
      description = {
        "Prints the changelog of all history in Markdown, or the notes of one release.",
        "--write puts releases that the file lacks into it, and takes nothing out."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  slipway release changelog",
        "  slipway release changelog --notes next",
        "  slipway release changelog --notes 1.4.0 --json"
      })
  int changelog(
      @Mixin ReleaseOptions options,
      @Option(names = "--notes", paramLabel = "RELEASE",
          description = "one release only: a version, latest, or next for what is not released")
          Optional<String> notes,
      @Option(names = "--write", description = "into the file instead of standard output") boolean write) {
    return saying(() -> {
      ChangelogPrint print = new ChangelogPrint(options.releases(), options.wishes(), LocalDate.now(ZoneOffset.UTC).toString());
      if (write) {
        System.out.println(print.written(options.json));
        return Exit.DONE;
      }
      // UTF-8 whatever the terminal's own encoding: what is printed goes into files.
      System.out.writeBytes(notes.map(release -> print.notes(release, options.json)).orElseGet(() -> options.json ? print.wholeJson()
          : print.whole())
          .getBytes(StandardCharsets.UTF_8));
      return Exit.DONE;
    });
  }

  @Command(
      name = "cut",
      mixinStandardHelpOptions = true,
      description = {
        "Makes the next release: version files, changelog, commit and tag, all or nothing. Does nothing where there is nothing to release.",
        "A cut that was interrupted is brought to its end by the next one. Tags and commit are signed where git is set up to sign them."
      },
      footerHeading = "%nExamples:%n",
      footer = {"  slipway release cut --dry-run", "  slipway release cut --push"})
  int cut(
      @Mixin ReleaseOptions options,
      @Option(names = "--push", description = "push the branch and the tags, together; without it nothing leaves this machine")
          boolean push,
      @Option(names = "--dry-run", description = "say which tags and files there would be, and change nothing") boolean trial) {
    return saying(() -> {
      Cut cut = new Cut(options.releases(), LocalDate.now(ZoneOffset.UTC).toString(), step -> { });
      CutResult result = cut.run(options.wishes(), new Cut.Options(push, trial, options.channelSaid()));
      System.out.println(options.json ? CutText.json(result) : CutText.of(result));
      return Exit.DONE;
    });
  }

  @Command(
      name = "undo",
      mixinStandardHelpOptions = true,
      description = {
        "Takes the release back that was just cut: tags, commit and files, all or nothing.",
        "Only while nobody else has it: what was pushed is refused."
      },
      footerHeading = "%nExample:%n",
      footer = "  slipway release undo")
  int undo(@Mixin ReleaseOptions options) {
    return saying(() -> {
      CutResult result = new Undo(options.releases(), step -> { }).run();
      System.out.println(options.json ? CutText.json(result) : CutText.of(result));
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
