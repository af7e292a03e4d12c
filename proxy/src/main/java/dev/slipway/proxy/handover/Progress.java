package dev.slipway.proxy.handover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.proxy.state.BackendView;
import dev.slipway.proxy.state.CountsJson;
import dev.slipway.proxy.state.Targets;
import dev.slipway.proxy.traffic.TargetCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a predecessor has come with what it had begun.
 *
 * @param open its clients
 * @param counts by target, of all that it ever counted
 * @param backends by target, that its requests hold
 */
record Progress(int open, Map<String, TargetCounts> counts, Map<String, List<BackendView>> backends) {

  static ObjectNode write(ObjectNode reply, Targets targets) {
    ObjectNode all = reply.putObject("targets");
    for (String name : targets.names()) {
      ObjectNode target = all.putObject(name);
      CountsJson.write(target.putObject("counts"), targets.counts(name));
      var backends = target.putArray("backends");
      targets.backends(name).forEach(each -> backends.addObject()
          .put("id", each.id()).put("release", each.release()).put("inflight", each.inflight()).put("draining", each.draining()));
    }
    return reply;
  }

  static Progress read(JsonNode reply) {
    Map<String, TargetCounts> counts = new HashMap<>();
    Map<String, List<BackendView>> backends = new HashMap<>();
    reply.path("targets").properties().forEach(each -> {
      counts.put(each.getKey(), CountsJson.read(each.getValue().path("counts")));
      backends.put(each.getKey(), backends(each.getValue().path("backends")));
    });
    return new Progress(reply.path("open").asInt(), counts, backends);
  }

  private static List<BackendView> backends(JsonNode list) {
    List<BackendView> backends = new ArrayList<>();
    list.forEach(each -> backends.add(new BackendView(
        each.path("id").asText(), each.path("release").asText(), each.path("inflight").asInt(), each.path("draining").asBoolean())));
    return backends;
  }
}
