package dev.slipway.cli.command;

import dev.slipway.cli.Exit;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Prints a script that completes commands and options in bash and zsh. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a completion script for bash and zsh.",
    footerHeading = "%nExample:%n",
    footer = "  source <(slipway completion)")
final class Completion implements Callable<Integer> {
  @Override
  public Integer call() {
    System.out.println(AutoComplete.bash("slipway", Slipway.commandLine()));
    return Exit.DONE;
  }
}
