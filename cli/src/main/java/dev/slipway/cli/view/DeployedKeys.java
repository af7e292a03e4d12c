package dev.slipway.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.ApiRefusal;
import dev.slipway.core.rollout.TargetId;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a server says of a target, as keys and values that can be held against another's. */
public final class DeployedKeys {
  private static final String UNKNOWN_TARGET = "SLW-5104";

  private DeployedKeys() {}

  /** The status of a target; empty where nothing was ever deployed there. */
  public static ObjectNode ask(Api server, TargetId target) {
    try {
      return server.get("/targets/" + target) instanceof ObjectNode status ? status : Api.JSON.createObjectNode();
    } catch (ApiRefusal e) {
      if (e.problem().path("code").asText().equals(UNKNOWN_TARGET)) {
        return Api.JSON.createObjectNode();
      }
      throw e;
    }
  }

  /** Of the API's answer. */
  public static SortedMap<String, String> of(JsonNode status) {
    SortedMap<String, String> keys = new TreeMap<>();
    JsonNode stable = status.path("stable");
    keys.put("deployed.version", stable.path("version").asText("nothing"));
    if (stable.isObject()) {
      keys.put("deployed.artifact", stable.path("artifact").asText());
      keys.put("deployed.replicas", stable.path("instances").asText());
    }
    keys.put("deployed.rollout", status.has("rollout") ? "under way" : "none");
    long ready = status.path("instances").valueStream().filter(i -> i.path("condition").asText().equals("ready")).count();
    keys.put("deployed.health", status.path("instances").isEmpty() ? "no instance"
        : ready == status.path("instances").size() ? "all ready" : ready + " of " + status.path("instances").size() + " ready");
    status.path("problems").forEach(p -> keys.put("deployed.problem." + p.path("part").asText(), p.path("code").asText()));
    return keys;
  }
}
