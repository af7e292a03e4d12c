package dev.slipway.cli.command;

import dev.slipway.cli.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the embedded proxy. The launcher starts its own process for it; what is left here is help. */
@Command(
    name = "proxy",
    mixinStandardHelpOptions = true,
    description = "Runs the embedded proxy in the foreground. The server starts it by itself where it is needed.",
    footerHeading = "%nExample:%n",
    footer = "  slipway proxy --dir ~/.slipway/proxy")
final class ProxyCommand implements Callable<Integer> {
  @Option(names = "--dir", paramLabel = "DIR", description = "the proxy's own state folder")
  private String dir = "";

  @Option(names = "--metrics-port", paramLabel = "PORT", description = "loopback port for /metrics and /healthz")
  private int metricsPort;

  @Override
  public Integer call() {
    System.err.println("SLW-6012 start it through the slipway launcher: slipway proxy --dir " + dir + ". Nothing was changed.");
    return Exit.WRONG_USE;
  }
}
