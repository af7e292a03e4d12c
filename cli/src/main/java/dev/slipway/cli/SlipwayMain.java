package dev.slipway.cli;

import dev.slipway.cli.command.Slipway;

/** The entry point of the command line. */
public final class SlipwayMain {
  private SlipwayMain() {}

  /** Runs one command and exits with its status: 0 done, 1 rolled back or check failed, 2 wrong use, 3 could not reach or decide. */
  public static void main(String[] args) {
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      System.out.println("slipway " + Version.CURRENT);
      return;
    }
    int status = Slipway.commandLine(args).execute(args);
    System.out.flush();
    System.exit(status);
  }
}
