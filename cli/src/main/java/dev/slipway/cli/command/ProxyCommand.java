package dev.slipway.cli.command;

import dev.slipway.adapters.embedded.EmbeddedRouter;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.core.spi.OutsideException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the embedded proxy, or upgrades the one that runs. For the former the launcher starts its own process; here it is only help. */
@Command(
    name = "proxy",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the embedded proxy in the foreground. The server starts it by itself where it is needed.",
      "upgrade: puts a new process in the place of the running one without losing a request. The server does so by itself after Slipway",
      "was upgraded; needs no server, only this machine."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway proxy --dir ~/.slipway/proxy",
      "  slipway proxy upgrade"
    })
final class ProxyCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(arity = "0..1", paramLabel = "ACTION", description = "upgrade: replace the running proxy")
  private Optional<String> action = Optional.empty();

  @Option(names = "--dir", paramLabel = "DIR", description = "the proxy's own state folder (default: proxy in the state folder)")
  private Optional<Path> dir = Optional.empty();

  @Option(names = "--metrics-port", paramLabel = "PORT", description = "loopback port for /metrics and /healthz")
  private int metricsPort;

  @Option(names = "--take-over", description = "from the proxy that runs on the folder; what upgrade starts")
  private boolean takeOver;

  @Override
  public Integer call() {
    Path directory = dir.orElseGet(() -> common.stateFolder().resolve("proxy")).toAbsolutePath();
    if (action.isEmpty()) {
      System.err.println("SLW-6012 start it through the slipway launcher: slipway proxy --dir " + directory + ". Nothing was changed.");
      return Exit.WRONG_USE;
    }
    if (!action.get().equals("upgrade")) {
      throw new CliException(
          Exit.WRONG_USE, "SLW-6017 a proxy cannot " + action.get() + "; there is: slipway proxy upgrade. Nothing was changed");
    }
    List<String> start = List.of(System.getProperty("slipway.launcher", "slipway"), "proxy", "--dir", directory.toString());
    try {
      String said = new EmbeddedRouter(directory, start, System::nanoTime).upgrade();
      System.out.println(common.json ? Api.JSON.createObjectNode().put("upgraded", true).put("message", said).toString() : said);
      return Exit.DONE;
    } catch (OutsideException e) {
      throw new CliException(Exit.UNREACHED, e.code() + " " + e.said(), e);
    }
  }
}
