package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.view.Follower;

/** How a command that starts something ends. */
final class Exits {
  private Exits() {}

  /** Follows what an answer says has begun. */
  static int followed(Follower follower, JsonNode answer) {
    return follower.toTheEnd(answer.path("rollout").asLong(0), answer.path("release").asText(), answer.path("sequence").asLong(0));
  }
}
