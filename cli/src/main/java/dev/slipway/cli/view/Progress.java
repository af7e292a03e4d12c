package dev.slipway.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.client.Api;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows each status of a rollout that is followed: a picture on a terminal; elsewhere what the judge has, line by line, from time to time.
 */
final class Progress {
  private static final Duration A_LINE_EVERY = Duration.ofSeconds(10);
  private static final Duration A_JSON_LINE_EVERY = Duration.ofSeconds(1);

  private final Terminal terminal;
  private final StatusPicture picture;
  private final boolean json;
  private Instant lineAt = Instant.MIN;
  private int step;
  private long told;

  Progress(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.picture = new StatusPicture(terminal);
    this.json = json;
  }

  void take(JsonNode status) {
    if (!json && terminal.live()) {
      terminal.draw(picture.of(status));
      return;
    }
    JsonNode rollout = status.path("rollout");
    JsonNode judge = rollout.path("judge");
    Instant at = Instant.parse(status.path("at").asText(Instant.MIN.toString()));
    if (!EvidencePicture.compares(judge) || !due(at, rollout, judge)) {
      return;
    }
    lineAt = at.plus(json ? A_JSON_LINE_EVERY : A_LINE_EVERY);
    step = rollout.path("step").asInt();
    told = judge.path("coveredMillis").asLong();
    if (json) {
      terminal.line(line(rollout, at, judge));
    } else {
      EvidencePicture.lines(judge).forEach(l -> terminal.line(Sentences.clock(at.toString()) + "  " + l));
    }
  }

  /** A step's first batch at once, then from time to time, and nothing twice. */
  private boolean due(Instant at, JsonNode rollout, JsonNode judge) {
    boolean news = judge.path("requests").asLong() > 0 && judge.path("coveredMillis").asLong() != told;
    return news && (!at.isBefore(lineAt) || rollout.path("step").asInt() != step);
  }

  private static String line(JsonNode rollout, Instant at, JsonNode judge) {
    return Api.JSON
        .createObjectNode()
        .put("type", "judge")
        .put("at", at.toString())
        .put("rollout", rollout.path("number").asLong())
        .put("step", rollout.path("step").asInt())
        .put("weight", rollout.path("weight").asInt())
        .set("judge", judge)
        .toString();
  }
}
