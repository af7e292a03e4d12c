package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.ConfigFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who was told what happened, and who was not. */
@Command(
    name = "notifications",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Who was told what happened, and who was not.",
      "Receivers stand under notify in slipway.yaml; see docs/notifications.md."
    })
final class Notifications {

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists what is tried again, and dead letters, which are not.",
      footerHeading = "%nExample:%n",
      footer = "  slipway notifications list --json")
  int list(@Mixin Common common) {
    JsonNode answer = common.servers().connect().get("/notifications");
    if (common.json) {
      System.out.println(answer);
      return Exit.DONE;
    }
    for (JsonNode each : answer.path("waiting")) {
      System.out.println("waiting  " + text(each, "receiver") + " of " + text(each, "target") + ", " + each.path("attempts").asInt()
          + " attempts: " + text(each, "trouble"));
    }
    for (JsonNode each : answer.path("dead")) {
      System.out.println("dead     " + text(each, "id") + " of " + text(each, "target") + ", given up at " + text(each, "at") + ": "
          + text(each, "trouble"));
    }
    if (answer.path("waiting").isEmpty() && answer.path("dead").isEmpty()) {
      System.out.println("everybody was told");
    }
    return Exit.DONE;
  }

  @Command(
      name = "retry",
      mixinStandardHelpOptions = true,
      description = "Tries dead letters once more, now; those that arrive are dead no more.",
      footerHeading = "%nExamples:%n",
      footer = {"  slipway notifications retry", "  slipway notifications retry team:120.0"})
  int retry(
      @Mixin Common common,
      @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "one of them (default: all)") Optional<String> id) {
    ObjectNode body = TargetOptions.body();
    id.ifPresent(i -> body.put("id", i));
    JsonNode answer = common.servers().connect().post("/notifications/retry", body);
    return tell(common, answer, answer.path("results"), true);
  }

  @Command(
      name = "drop",
      mixinStandardHelpOptions = true,
      description = "Lets dead letters go: nobody is told of them any more.",
      footerHeading = "%nExamples:%n",
      footer = {"  slipway notifications drop team:120.0", "  slipway notifications drop all"})
  int drop(@Mixin Common common, @Parameters(index = "0", paramLabel = "ID|all", description = "which") String id) {
    JsonNode answer = common.servers().connect().post("/notifications/drop", TargetOptions.body().put("id", id));
    return tell(common, answer, answer.path("results"), false);
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = "Sends a harmless notice to a receiver of slipway.yaml, and shows what it answered.",
      footerHeading = "%nExamples:%n",
      footer = {"  slipway notifications test team", "  slipway notifications test pager production"})
  int test(
      @Mixin Common common,
      @Parameters(index = "0", paramLabel = "RECEIVER", description = "its name under notify") String receiver,
      @Parameters(index = "1", arity = "0..1", paramLabel = "ENV", description = "environment (default: the first that has it)")
          Optional<String> environment,
      @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "configuration (default: slipway.yaml here or above)")
          Optional<Path> file) {
    ConfigFile config = ConfigFile.find(file);
    ObjectNode body = TargetOptions.body().put("receiver", receiver).put("configText", config.text())
        .put("fileName", config.path().toString());
    environment.ifPresent(e -> body.put("environment", e));
    JsonNode answer = common.servers().connect().post("/notifications/test", body);
    return tell(common, answer, List.of(answer), true);
  }

  /** A receiver that was to be told and was not is a check that failed. */
  private static int tell(Common common, JsonNode answer, Iterable<JsonNode> results, boolean mustBeTold) {
    boolean all = true;
    for (JsonNode each : results) {
      all &= each.path("told").asBoolean();
      if (!common.json) {
        String how = !mustBeTold ? "" : each.path("told").asBoolean() ? "told: " : "not told: ";
        System.out.println(text(each, "id") + ": " + how + text(each, "said"));
      }
    }
    if (common.json) {
      System.out.println(answer);
    } else if (!results.iterator().hasNext()) {
      System.out.println("there are no dead letters");
    }
    return all || !mustBeTold ? Exit.DONE : Exit.WENT_BACK;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
