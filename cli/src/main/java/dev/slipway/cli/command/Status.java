package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.view.StatusPicture;
import dev.slipway.cli.view.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What runs where. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "What runs where, and what is under way.",
    footerHeading = "%nExamples:%n",
    footer = {"  slipway status", "  slipway status production --json"})
final class Status implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(index = "0", arity = "0..1", paramLabel = "ENV", description = "one environment only, or SERVICE/ENV")
  private Optional<String> environment = Optional.empty();

  @Override
  public Integer call() {
    Optional<Api> api = common.servers().running();
    if (api.isEmpty() && System.getenv("SLIPWAY_SERVER") != null) {
      api = Optional.of(common.servers().connect());
    }
    if (api.isEmpty()) {
      System.out.println(common.json ? "{\"targets\":[]}" : "no server runs on " + common.stateFolder() + ". Start one with: slipway server, or by a deploy. Instances and proxy may run without it");
      return Exit.DONE;
    }
    JsonNode answer = api.get().get("/targets");
    if (common.json && environment.isEmpty()) {
      System.out.println(answer);
      return Exit.DONE;
    }
    return show(answer);
  }

  private int show(JsonNode answer) {
    StatusPicture picture = new StatusPicture(Terminal.standard());
    int shown = 0;
    for (JsonNode target : answer.path("targets")) {
      if (environment.isEmpty() || matches(target, environment.get())) {
        System.out.print(common.json ? target + "\n" : (shown > 0 ? "\n" : "") + picture.of(target));
        shown++;
      }
    }
    int dead = answer.path("deadLetters").asInt();
    if (dead > 0 && !common.json) {
      String notices = dead == 1 ? " notice was given up" : " notices were given up";
      System.out.println("\n" + dead + notices + ". See: slipway notifications list");
    }
    if (shown > 0) {
      return Exit.DONE;
    }
    if (environment.isPresent()) {
      System.err.println("SLW-6013 nothing was ever deployed to " + environment.get() + ". See what there is: slipway status");
      return Exit.WRONG_USE;
    }
    System.out.println("nothing was deployed yet. Begin with: slipway init, then slipway deploy ENV VERSION");
    return Exit.DONE;
  }

  private static boolean matches(JsonNode target, String environment) {
    return target.path("environment").asText().equals(environment) || target.path("target").asText().equals(environment);
  }
}
