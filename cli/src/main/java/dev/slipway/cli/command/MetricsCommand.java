package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.view.DeliveryPicture;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Figures about how a team works. */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Figures about how a team delivers.")
final class MetricsCommand {

  @Command(
      name = "delivery",
      mixinStandardHelpOptions = true,
      description = {
        "How often, how fast and how safely is delivered, by target, beside the time before: computed from the journal alone.",
        "Lead time is known of deploys that say their commit: slipway deploy … --commit HASH; in a pipeline it is known."
      },
      footerHeading = "%nExamples:%n",
      footer = {"  slipway metrics delivery", "  slipway metrics delivery shop/production --days 90 --json"})
  int delivery(
      @Mixin Common common,
      @Parameters(index = "0", arity = "0..1", paramLabel = "SERVICE/ENV", description = "one target only") Optional<String> target,
      @Option(names = "--days", paramLabel = "N", defaultValue = "30", description = "how long back from now") int days) {
    Api api = common.servers().connect();
    String one = target.map(t -> "&target=" + Api.encoded(t)).orElse("");
    JsonNode delivery = api.getPatiently("/delivery?days=" + days + one);
    System.out.print(common.json ? delivery + "\n" : DeliveryPicture.of(delivery));
    return Exit.DONE;
  }
}
