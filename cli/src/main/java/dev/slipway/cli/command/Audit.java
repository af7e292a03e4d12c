package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.view.Sentences;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What happened, and proof that nobody changed it afterwards. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "What happened, who asked for it, and proof that nobody changed it afterwards.")
final class Audit {

  private static final int PAGE = 500;
  private static final int MOST_PAGES = 100_000;

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists journal records, oldest first.",
      footerHeading = "%nExample:%n",
      footer = "  slipway audit list shop/production --after 120")
  int list(
      @Mixin Common common,
      @Parameters(index = "0", arity = "0..1", paramLabel = "SERVICE/ENV", description = "one target only") Optional<String> target,
      @Option(names = "--after", defaultValue = "0", description = "records with a higher number only") long after) {
    Api api = common.servers().connect();
    String base = target.map(t -> "/targets/" + t).orElse("") + "/journal?limit=" + PAGE + "&after=";
    long from = after;
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode records = api.get(base + from).path("records");
      if (records.isEmpty()) {
        break;
      }
      for (JsonNode record : records) {
        from = record.path("sequence").asLong();
        System.out.println(common.json ? record.toString() : Sentences.record(record));
      }
    }
    return Exit.DONE;
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Recomputes the hash chain of the whole journal.",
      footerHeading = "%nExample:%n",
      footer = "  slipway audit verify")
  int verify(@Mixin Common common) {
    Api api = common.servers().connect();
    JsonNode result = api.get("/journal/verify");
    boolean sound = result.path("whole").asBoolean();
    System.out.println(common.json ? result.toString() : result.path("message").asText());
    return sound ? Exit.DONE : Exit.WENT_BACK;
  }
}
