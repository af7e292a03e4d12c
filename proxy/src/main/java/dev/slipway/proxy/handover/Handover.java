package dev.slipway.proxy.handover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.proxy.admin.Boot;
import dev.slipway.proxy.admin.Conversation;
import dev.slipway.proxy.admin.OrderGate;
import dev.slipway.proxy.admin.Reply;
import dev.slipway.proxy.listen.HandedSocket;
import dev.slipway.proxy.state.Refusal;
import dev.slipway.proxy.state.Refusal.Code;
import dev.slipway.proxy.state.StateJson;
import dev.slipway.proxy.state.Targets;
import dev.slipway.proxy.table.InvalidTable;
import dev.slipway.proxy.table.Table;
import java.io.IOException;
import java.util.List;

/**
 * A predecessor's side of one handover, told by its successor over one connection: it shows everything, lets go of everything, and then
 * follows until its last client has left. A successor that goes away before it serves changes nothing.
 */
public final class Handover implements Conversation {
  private static final int MAX_LIMIT_MILLIS = 3_600_000;

  private final Conversation usual;
  private final Targets targets;
  private final OrderGate gate;
  private final Boot boot;
  private final House house;
  private final ObjectMapper json;
  private Stage stage = Stage.SERVING;

  private enum Stage {
    SERVING,
    OFFERED,
    FOLLOWING
  }

  /** With what an ordinary connection is answered by. */
  public Handover(Conversation usual, Targets targets, OrderGate gate, Boot boot, House house, ObjectMapper json) {
    this.usual = usual;
    this.targets = targets;
    this.gate = gate;
    this.boot = boot;
    this.house = house;
    this.json = json;
  }

  @Override
  public String reply(String line) throws IOException {
    return stage == Stage.SERVING && !line.contains("\"hand-over\"") ? usual.reply(line) : Reply.to(line, json, this::perform);
  }

  @Override
  public void ended() {
    switch (stage) {
      case SERVING -> usual.ended();
      case OFFERED -> {
        house.say("SLW-4040 the successor left before it served; this proxy goes on as before");
        gate.open();
      }
      case FOLLOWING -> house.unfollowed();
    }
  }

  private ObjectNode perform(JsonNode request) throws Refusal {
    String op = request.path("op").asText();
    if (stage == Stage.SERVING && op.equals("hand-over")) {
      return offer(request);
    }
    if (stage == Stage.OFFERED && op.equals("release")) {
      return release(request);
    }
    if (stage == Stage.FOLLOWING) {
      return switch (op) {
        case "follow" -> follow(request);
        case "progress" -> Progress.write(json.createObjectNode().put("open", house.open()), targets);
        case "end" -> end();
        default -> throw misplaced(op);
      };
    }
    throw misplaced(op);
  }

  private ObjectNode offer(JsonNode request) throws Refusal {
    if (request.path("format").asInt() < Table.FORMAT) {
      throw new Refusal(Code.CANNOT_HAND_OVER, "SLW-4041 the successor is older than what this proxy keeps. This one goes on serving.");
    }
    gate.close();
    try {
      List<HandedSocket> sockets = targets.sockets();
      house.send(sockets, request.path("descriptors").asText());
      ObjectNode offer = json.createObjectNode().put("pid", boot.pid()).put("boot", boot.id()).put("version", boot.version());
      offer.set("state", StateJson.write(targets.states()));
      ArrayNode list = offer.putArray("sockets");
      sockets.forEach(each ->
          list.addObject().put("target", each.target()).put("host", each.host()).put("port", each.port()).put("preview", each.preview()));
      stage = Stage.OFFERED;
      return offer;
    } catch (IOException e) {
      throw new Refusal(Code.CANNOT_HAND_OVER, "SLW-4042 the listening sockets cannot be handed over: " + e.getMessage()
          + ". This proxy goes on serving.", e);
    } finally {
      if (stage == Stage.SERVING) {
        gate.open();
      }
    }
  }

  private ObjectNode release(JsonNode request) throws Refusal {
    int limitMillis = Math.clamp(request.path("limitMillis").asInt(), 0, MAX_LIMIT_MILLIS);
    try {
      house.leave(limitMillis);
    } catch (IOException e) {
      throw new Refusal(Code.IO, "SLW-4042 this proxy cannot let go of its folder: " + e.getMessage() + ". It goes on serving.", e);
    }
    stage = Stage.FOLLOWING;
    gate.handOver();
    return json.createObjectNode();
  }

  private ObjectNode follow(JsonNode request) throws Refusal {
    try {
      targets.follow(StateJson.target(request.path("state")));
      return json.createObjectNode();
    } catch (InvalidTable e) {
      throw new Refusal(Code.INVALID_TABLE, "SLW-4020 " + e.getMessage(), e);
    }
  }

  private ObjectNode end() {
    house.end();
    return json.createObjectNode();
  }

  private static Refusal misplaced(String op) {
    return new Refusal(Code.INVALID_REQUEST, "SLW-4043 \"" + op + "\" has no place at this point of a handover. Nothing was changed.");
  }
}
