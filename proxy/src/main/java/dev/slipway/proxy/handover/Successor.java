package dev.slipway.proxy.handover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.proxy.listen.Descriptors;
import dev.slipway.proxy.listen.HandedSocket;
import dev.slipway.proxy.state.StateJson;
import dev.slipway.proxy.state.TargetState;
import dev.slipway.proxy.table.InvalidTable;
import dev.slipway.proxy.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A successor's side of one handover: what the running proxy showed, to be served before it is asked to let go.
 *
 * @param states every table, as that proxy has it in force
 * @param sockets its listening sockets, open in this process too
 * @param countsId of what it counts
 */
public record Successor(
    Map<String, TargetState> states, List<HandedSocket> sockets, String countsId, LinkedPredecessor predecessor, String said) {

  /**
   * Asks the proxy of a folder to show everything.
   *
   * @param say takes what there is to tell the log
   * @throws IOException when it will not, or cannot; it goes on serving then
   */
  public static Successor ask(Path directory, ObjectMapper json, Consumer<String> say) throws IOException {
    String name = "proxy.heir-" + ProcessHandle.current().pid();
    Link link = new Link(directory.resolve("proxy.sock"), json);
    try (Descriptors descriptors = new Descriptors(directory.resolve(name))) {
      JsonNode offer = link.ask(order("hand-over").put("format", Table.FORMAT).put("descriptors", name));
      List<Integer> numbers = descriptors.take(offer.path("sockets").size());
      long pid = offer.path("pid").asLong();
      return new Successor(
          StateJson.read(offer.path("state")),
          sockets(offer.path("sockets"), numbers),
          offer.path("boot").asText(),
          new LinkedPredecessor(link, pid, say),
          offer.path("version").asText() + " (process " + pid + ")");
    } catch (IOException | RuntimeException e) {
      link.close();
      throw e;
    } catch (InvalidTable e) {
      link.close();
      throw new IOException("a table of the running proxy is not understood: " + e.getMessage(), e);
    }
  }

  static ObjectNode order(String op) {
    return JsonNodeFactory.instance.objectNode().put("op", op);
  }

  private static List<HandedSocket> sockets(JsonNode list, List<Integer> numbers) {
    List<HandedSocket> sockets = new ArrayList<>();
    for (JsonNode each : list) {
      sockets.add(new HandedSocket(each.path("target").asText(), each.path("host").asText(), each.path("port").asInt(),
          each.path("preview").asBoolean(), numbers.get(sockets.size())));
    }
    return sockets;
  }
}
