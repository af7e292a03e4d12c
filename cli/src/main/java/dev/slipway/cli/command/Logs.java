package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What instances wrote. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "What instances wrote to their standard output and error.",
    footerHeading = "%nExamples:%n",
    footer = {"  slipway logs production", "  slipway logs production 1.4.0 --follow"})
final class Logs implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();

  @Parameters(index = "1", arity = "0..1", paramLabel = "RELEASE", description = "version or release id")
  private Optional<String> release = Optional.empty();

  @Option(names = "--instance", paramLabel = "ID", description = "one instance, as status names it")
  private Optional<String> instance = Optional.empty();

  @Option(names = {"-n", "--lines"}, defaultValue = "50", description = "last lines of each (default: ${DEFAULT-VALUE})")
  private int lines;

  @Option(names = "--follow", description = "go on as they write; Ctrl-C ends it")
  private boolean follow;

  @Override
  public Integer call() throws IOException {
    Api api = common.servers().connect();
    String query = "/logs?lines=" + lines + release.map(r -> "&release=" + Api.encoded(r)).orElse("") + instance.map(i -> "&instance=" + Api.encoded(i)).orElse("");
    if (follow) {
      return follow(api, target.path(api) + query + "&follow=true");
    }
    JsonNode answer = api.get(target.path(api) + query);
    if (common.json) {
      System.out.println(answer);
      return Exit.DONE;
    }
    for (JsonNode i : answer.path("instances")) {
      i.path("lines").forEach(l -> System.out.println(i.path("instance").asText() + "  " + l.asText()));
    }
    return Exit.DONE;
  }

  private int follow(Api api, String path) throws IOException {
    try (BufferedReader in = new BufferedReader(new InputStreamReader(api.events(path, 0), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("data:")) {
          JsonNode entry = Api.JSON.readTree(line.substring(5));
          System.out.println(common.json ? entry.toString() : entry.path("instance").asText() + "  " + entry.path("line").asText());
        }
      }
    }
    return Exit.DONE;
  }
}
