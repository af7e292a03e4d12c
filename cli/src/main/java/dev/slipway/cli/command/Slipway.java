package dev.slipway.cli.command;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.Version;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.ApiRefusal;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of all commands. */
@Command(
    name = "slipway",
    mixinStandardHelpOptions = true,
    version = "slipway " + Version.CURRENT,
    synopsisSubcommandLabel = "COMMAND",
    description = "Takes a service from a version to validated production with no failed request.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway init                         write a slipway.yaml for this folder",
      "  slipway deploy staging 1.4.0         roll out, watched, with automatic rollback",
      "  slipway status                       what runs where",
      "  slipway rollback staging \"slow\"      back to the release before, in one action",
      "  slipway emergency production         all traffic on stable, with nothing else alive",
      "",
      "Exit status: 0 done, 1 rolled back or check failed, 2 wrong use, 3 could not reach or decide."
    })
public final class Slipway implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** The command line, ready to execute. */
  @SuppressWarnings("NullAway.Init")
  public Slipway() {}

  /** The command line for some arguments: of its commands only the one that is named is made, for making them all takes longest of all. */
  public static CommandLine commandLine(String... args) {
    CommandLine line = new CommandLine(new Slipway());
    List<String> made = args.length > 0 && Commands.NAMES.contains(args[0]) ? List.of(args[0]) : Commands.NAMES;
    made.forEach(name -> line.addSubcommand(name, Commands.made(name)));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(100);
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
    line.setParameterExceptionHandler(new WrongUse());
    return line;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int failed(Exception e, CommandLine command) throws Exception {
    if (!(e instanceof CliException known)) {
      return unexpected(e, command);
    }
    if (wantsJson(command) && known instanceof ApiRefusal refusal) {
      command.getOut().println(Api.JSON.writeValueAsString(refusal.problem()));
    } else if (wantsJson(command)) {
      command.getOut().println(Api.JSON.createObjectNode().put("code", known.said().split(" ", 2)[0]).put("detail", known.said()));
    }
    command.getErr().println(known.said());
    return known.exit();
  }

  private static int unexpected(Exception e, CommandLine command) {
    command.getErr().println("SLW-6000 this command failed in a way nobody foresaw: " + e
        + ". Traffic is not affected. The details: SLIPWAY_DEBUG=1 before the same command");
    if (System.getenv("SLIPWAY_DEBUG") != null) {
      e.printStackTrace(command.getErr());
    }
    return Exit.UNREACHED;
  }

  private static boolean wantsJson(CommandLine command) {
    return command.getParseResult() != null && command.getParseResult().hasMatchedOption("--json");
  }

  /** Says what is wrong with the words typed, and the nearest right ones. */
  private static final class WrongUse implements CommandLine.IParameterExceptionHandler {
    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] args) {
      CommandLine line = e.getCommandLine();
      line.getErr().println("SLW-6010 " + e.getMessage() + ". Nothing was changed.");
      if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr())) {
        line.getErr().println("  " + line.getHelp().synopsis(0).strip() + "\n  More: " + line.getCommandSpec().qualifiedName(" ")
            + " --help");
      }
      return Exit.WRONG_USE;
    }
  }
}
