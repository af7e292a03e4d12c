package dev.slipway.proxy.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.proxy.listen.Ports;
import dev.slipway.proxy.table.Emergency;
import dev.slipway.proxy.table.InvalidTable;
import dev.slipway.proxy.table.Table;
import dev.slipway.proxy.table.TableReader;
import dev.slipway.proxy.table.TableWriter;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All tables as JSON: in the file, and on the way from one proxy to its successor. */
public final class StateJson {
  private StateJson() {}

  public static ObjectNode write(Collection<TargetState> targets) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("format", Table.FORMAT);
    var list = root.putArray("targets");
    targets.forEach(each -> list.add(write(each)));
    return root;
  }

  public static Map<String, TargetState> read(JsonNode root) throws InvalidTable {
    Map<String, TargetState> targets = new TreeMap<>();
    for (JsonNode each : root.path("targets")) {
      TargetState state = target(each);
      targets.put(state.target(), state);
    }
    return targets;
  }

  /** What is remembered of one target. */
  public static TargetState target(JsonNode each) throws InvalidTable {
    Optional<Table> table = each.hasNonNull("table") ? Optional.of(TableReader.read(each.get("table"))) : Optional.empty();
    JsonNode override = each.path("override");
    Optional<Emergency> emergency =
        override.isObject()
            ? Optional.of(new Emergency(override.path("by").asText(), override.path("reason").asText(), override.path("at").asLong()))
            : Optional.empty();
    Ports ports = new Ports(each.path("listenPort").asInt(0), each.path("previewPort").asInt(0));
    return new TargetState(each.path("target").asText(), each.path("highestEpoch").asLong(), table, emergency, ports);
  }

  public static ObjectNode write(TargetState state) {
    ObjectNode each = JsonNodeFactory.instance.objectNode().put("target", state.target()).put("highestEpoch", state.highestEpoch());
    state.table().ifPresent(table -> each.set("table", TableWriter.write(table)));
    state.emergency().ifPresent(it -> each.putObject("override").put("by", it.by()).put("reason", it.reason()).put("at", it.atMillis()));
    return each.put("listenPort", state.ports().listen()).put("previewPort", state.ports().preview());
  }
}
