package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.view.ApprovalPicture;
import dev.slipway.cli.view.ArchivedWords;
import dev.slipway.cli.view.GatePicture;
import dev.slipway.cli.view.Sentences;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Every rollout there was, newest first. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "Every rollout there was, newest first: what a rollback --to may name.",
    footerHeading = "%nExample:%n",
    footer = "  slipway history production")
final class History implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private TargetOptions target = new TargetOptions();

  @Override
  public Integer call() {
    Api api = common.servers().connect();
    JsonNode answer = api.get(target.path(api) + "/history");
    if (common.json) {
      System.out.println(answer);
      return Exit.DONE;
    }
    System.out.printf("%-5s %-9s %-28s %-12s %-20s %-12s %s%n", "#", "kind", "release", "outcome", "started", "by", "reason");
    for (JsonNode r : answer.path("releases")) {
      String role = r.path("role").asText();
      System.out.printf(
          "%-5s %-9s %-28s %-12s %-20s %-12s %s%n",
          r.path("rollout").asText(),
          r.path("kind").asText(),
          r.path("release").asText() + (role.equals("none") ? "" : " (" + role + ")"),
          r.path("outcome").asText(),
          Sentences.day(r.path("startedAt").asText()),
          r.path("by").asText(),
          r.path("reason").asText("") + GatePicture.brief(r.path("gates")) + ApprovalPicture.brief(r));
    }
    System.out.print(ArchivedWords.line(answer));
    return Exit.DONE;
  }
}
