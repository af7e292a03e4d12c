package dev.slipway.proxy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON of a table as a control plane would send it. */
final class TableBuilder {
  private final ObjectNode table = AdminClient.JSON.createObjectNode();
  private final ArrayNode releases;

  TableBuilder(long epoch, long generation) {
    table.put("format", 1).put("target", RunningProxy.TARGET).put("epoch", epoch).put("generation", generation);
    table.putObject("listen").put("host", "127.0.0.1").put("port", 0);
    releases = table.putArray("releases");
  }

  static TableBuilder generation(long generation) {
    return new TableBuilder(1, generation);
  }

  TableBuilder target(String name) {
    table.put("target", name);
    return this;
  }

  TableBuilder listen(int port) {
    table.putObject("listen").put("host", "127.0.0.1").put("port", port);
    return this;
  }

  TableBuilder release(String name, int weight, int... ports) {
    return release(name, weight, false, ports);
  }

  TableBuilder draining(String name, int weight, int... ports) {
    return release(name, weight, true, ports);
  }

  TableBuilder stable(String name) {
    table.put("stable", name);
    return this;
  }

  TableBuilder with(String field, Object value) {
    table.set(field, AdminClient.JSON.valueToTree(value));
    return this;
  }

  ObjectNode build() {
    return table.deepCopy();
  }

  private TableBuilder release(String name, int weight, boolean draining, int... ports) {
    ArrayNode backends = releases.addObject().put("release", name).put("weight", weight).putArray("backends");
    for (int port : ports) {
      backends.addObject().put("id", name + "-" + port).put("host", "127.0.0.1").put("port", port).put("draining", draining);
    }
    return this;
  }
}
