package dev.slipway.proxy.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.proxy.state.CountsJson;
import dev.slipway.proxy.state.Refusal;
import dev.slipway.proxy.state.Refusal.Code;
import dev.slipway.proxy.state.Targets;
import dev.slipway.proxy.table.Emergency;
import dev.slipway.proxy.table.Table;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** What the admin socket can be asked: one JSON object in, one out, never an exception. */
public final class AdminOperations implements Conversation {
  private final Targets targets;
  private final OrderGate gate;
  private final Boot boot;
  private final InstantSource clock;
  private final ObjectMapper json;
  private final Runnable stop;

  public AdminOperations(Targets targets, OrderGate gate, Boot boot, InstantSource clock, ObjectMapper json, Runnable stop) {
    this.targets = targets;
    this.gate = gate;
    this.boot = boot;
    this.clock = clock;
    this.json = json;
    this.stop = stop;
  }

  @Override
  public String reply(String line) throws IOException {
    return Reply.to(line, json, this::perform);
  }

  @Override
  public void ended() {
    // Nothing is kept for anybody who asks here.
  }

  private ObjectNode perform(JsonNode request) throws Refusal {
    String op = request.path("op").asText();
    gate.refuseIfHandedOver();
    return switch (op) {
      case "hello" -> hello();
      case "apply" -> json.createObjectNode().put("generation", gate.through(() -> targets.apply(request.path("table"))));
      case "read" -> TargetReply.of(targets, target(request));
      case "targets" -> targets();
      case "counts" -> counts(target(request));
      case "remove" -> gate.through(() -> remove(request));
      case "emergency" -> gate.through(() -> emergency(request));
      case "stop" -> stop();
      default -> throw new Refusal(Code.INVALID_REQUEST, "SLW-4031 there is no op \"%s\"".formatted(op.toLowerCase(Locale.ROOT)));
    };
  }

  private ObjectNode hello() {
    return json.createObjectNode()
        .put("pid", boot.pid())
        .put("boot", boot.id())
        .put("format", Table.FORMAT)
        .put("version", boot.version())
        .put("home", boot.home())
        .put("startedAt", boot.startedAtMillis());
  }

  private ObjectNode counts(String target) {
    return CountsJson.write(json.createObjectNode().put("boot", boot.id()).put("at", clock.millis()), targets.counts(target));
  }

  private ObjectNode targets() {
    ObjectNode reply = json.createObjectNode();
    var names = reply.putArray("targets");
    targets.names().forEach(names::add);
    return reply;
  }

  private ObjectNode remove(JsonNode request) throws Refusal {
    if (!request.path("epoch").isIntegralNumber()) {
      throw new Refusal(Code.INVALID_REQUEST, "SLW-4032 \"epoch\" is missing");
    }
    targets.remove(target(request), request.path("epoch").longValue());
    return json.createObjectNode();
  }

  private ObjectNode emergency(JsonNode request) throws Refusal {
    Emergency emergency = new Emergency(request.path("by").asText("unknown"), request.path("reason").asText(""), clock.millis());
    List<String> meant = request.hasNonNull("target") ? List.of(target(request)) : targets.names();
    ObjectNode reply = json.createObjectNode();
    var done = reply.putArray("targets");
    Refusal first = null;
    for (String each : meant) {
      try {
        targets.emergency(each, emergency, request.path("epoch").asLong(Long.MAX_VALUE));
        done.add(each);
      } catch (Refusal e) {
        // The others must not wait for this one.
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
    return reply;
  }

  private ObjectNode stop() {
    stop.run();
    return json.createObjectNode();
  }

  private static String target(JsonNode request) throws Refusal {
    String target = request.path("target").asText();
    if (target.isEmpty()) {
      throw new Refusal(Code.INVALID_REQUEST, "SLW-4032 \"target\" is missing");
    }
    return target;
  }
}
