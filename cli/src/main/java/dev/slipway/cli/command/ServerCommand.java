package dev.slipway.cli.command;

import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the server. The launcher starts its own process for it; what is left here is help, and stopping. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the server in the foreground; stop ends one that runs in the background.",
      "Other commands start one in the background by themselves. Instances and proxy run on without it."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  slipway server --state /var/lib/slipway --port 9470", "  slipway server stop"})
final class ServerCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(index = "0", arity = "0..1", paramLabel = "stop", description = "end the server of the state folder")
  private Optional<String> action = Optional.empty();

  @Option(names = "--host", description = "address to listen on (default: 127.0.0.1)")
  private Optional<String> host = Optional.empty();

  @Option(names = "--port", description = "port to listen on (default: 9470)")
  private Optional<Integer> port = Optional.empty();

  @Override
  public Integer call() {
    Optional<Api> running = common.servers().running();
    if (action.equals(Optional.of("stop"))) {
      running.ifPresent(api -> api.post("/stop", Api.JSON.createObjectNode()));
      System.out.println(running.isPresent() ? "the server ends; instances and proxy run on" : "no server runs in " + common.stateFolder());
      return Exit.DONE;
    }
    System.err.println("SLW-6012 start it through the slipway launcher: slipway server. Nothing was changed.");
    return Exit.WRONG_USE;
  }
}
