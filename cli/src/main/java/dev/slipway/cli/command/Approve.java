package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.view.ApprovalPicture;
import dev.slipway.cli.view.Terminal;
import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Approves a rollout that waits to begin. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what waits for approval in an environment and approves it.",
      "On a terminal after a question, elsewhere with the number and digest that were shown:",
      "so an approval of one rollout is never taken for that of another."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway approve production                                  show it, and ask",
      "  slipway approve production --rollout 12 --digest 5f3a9c0d   approve what was shown",
      "  slipway approve production --override \"payments are down\"  an admin's word instead, also in a freeze"
    })
final class Approve implements Callable<Integer> {
  private static final int LEAST_DIGITS = 8;

  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();

  @Option(names = "--rollout", paramLabel = "N", description = "number of the rollout that is meant")
  private Optional<Long> rollout = Optional.empty();

  @Option(names = "--digest", paramLabel = "HEX", description = "digest of what is approved, or its first 8 digits or more")
  private Optional<String> digest = Optional.empty();

  @Option(names = "--reason", paramLabel = "TEXT", description = "for the audit trail")
  private Optional<String> reason = Optional.empty();

  @Option(names = "--override", paramLabel = "REASON", description = "as an admin: begin without approvals, and in a freeze")
  private Optional<String> override = Optional.empty();

  @Override
  public Integer call() {
    Api api = common.servers().connect();
    String path = target.path(api);
    JsonNode waits = api.get(path + "/approval");
    same(waits);
    if (rollout.isEmpty() || digest.isEmpty()) {
      System.out.print(common.json ? waits + "\n" : ApprovalPicture.of(waits));
      if (!confirmed(waits)) {
        return common.json && override.isEmpty() && reason.isEmpty() ? Exit.DONE : Exit.WRONG_USE;
      }
    }
    ObjectNode body = TargetOptions.body().put("rollout", waits.path("rollout").asLong()).put("digest", bound(waits));
    reason.ifPresent(r -> body.put("reason", r));
    override.ifPresent(r -> body.put("override", r));
    JsonNode answer = api.post(path + "/approve", body);
    System.out.println(common.json ? answer.toString() : answer.path("message").asText());
    return Exit.DONE;
  }

  private boolean confirmed(JsonNode waits) {
    Console console = System.console();
    if (common.json || console == null || !Terminal.standard().live()) {
      System.err.println("SLW-6070 nothing was approved: say which with --rollout " + waits.path("rollout").asText() + " --digest "
          + bound(waits).substring(0, LEAST_DIGITS) + " once you have looked at it");
      return false;
    }
    String said = console.readLine("%s this? Type yes: ", override.isPresent() ? "Override" : "Approve");
    boolean yes = said != null && said.strip().toLowerCase(Locale.ROOT).equals("yes");
    if (!yes) {
      System.err.println("SLW-6070 nothing was approved; the rollout waits");
    }
    return yes;
  }

  /** What was said, of the two, is what waits, as far as it was written out. */
  private void same(JsonNode waits) {
    boolean otherRollout = rollout.filter(n -> n != waits.path("rollout").asLong()).isPresent();
    boolean otherDigest = digest.map(d -> d.toLowerCase(Locale.ROOT).replaceFirst("^sha256:", ""))
        .filter(d -> d.length() < LEAST_DIGITS || !bound(waits).startsWith(d)).isPresent();
    if (otherRollout || otherDigest) {
      throw new CliException(Exit.WRONG_USE, "SLW-6071 rollout " + waits.path("rollout").asText() + " waits, bound to " + bound(waits)
          + ", which is not what was named. Nothing was approved. Look at it: slipway approve " + target.environment);
    }
  }

  private static String bound(JsonNode waits) {
    return waits.path("clearance").path("digest").asText();
  }
}
