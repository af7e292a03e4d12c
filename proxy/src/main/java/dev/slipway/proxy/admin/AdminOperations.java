package dev.slipway.proxy.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.proxy.listen.Ports;
import dev.slipway.proxy.state.BackendView;
import dev.slipway.proxy.state.Refusal;
import dev.slipway.proxy.state.Refusal.Code;
import dev.slipway.proxy.state.TargetState;
import dev.slipway.proxy.state.Targets;
import dev.slipway.proxy.table.Emergency;
import dev.slipway.proxy.table.Table;
import dev.slipway.proxy.table.TableWriter;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** What the admin socket can be asked: one JSON object in, one out, never an exception. */
public final class AdminOperations {
  private final Targets targets;
  private final Boot boot;
  private final InstantSource clock;
  private final ObjectMapper json;
  private final Runnable stop;

  public AdminOperations(Targets targets, Boot boot, InstantSource clock, ObjectMapper json, Runnable stop) {
    this.targets = targets;
    this.boot = boot;
    this.clock = clock;
    this.json = json;
    this.stop = stop;
  }

  /** The reply to one request, as one line without its end. */
  public String reply(String line) throws IOException {
    ObjectNode reply;
    try {
      reply = perform(parse(line)).put("ok", true);
    } catch (Refusal e) {
      reply = refused(e.code(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      reply = refused(Code.INTERNAL, "SLW-4029 this was not foreseen: " + e);
    }
    return json.writeValueAsString(reply);
  }

  private JsonNode parse(String line) throws Refusal {
    try {
      return json.readTree(line);
    } catch (IOException e) {
      throw new Refusal(Code.INVALID_REQUEST, "SLW-4030 the request is not one JSON object on one line", e);
    }
  }

  private ObjectNode perform(JsonNode request) throws Refusal {
    String op = request.path("op").asText();
    return switch (op) {
      case "hello" -> hello();
      case "apply" -> json.createObjectNode().put("generation", targets.apply(request.path("table")));
      case "read" -> read(target(request));
      case "targets" -> targets();
      case "counts" -> CountsJson.write(json.createObjectNode(), boot, clock.millis(), targets.counts(target(request)));
      case "remove" -> remove(request);
      case "emergency" -> emergency(request);
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
        .put("startedAt", boot.startedAtMillis());
  }

  private ObjectNode read(String target) {
    TargetState state = targets.state(target);
    ObjectNode reply = json.createObjectNode().put("highestEpoch", state.highestEpoch());
    state.table().ifPresent(table -> reply.set("table", TableWriter.write(table)));
    state.emergency().ifPresent(it -> reply.putObject("override").put("by", it.by()).put("reason", it.reason()).put("at", it.atMillis()));
    Ports ports = targets.ports(target);
    reply.put("listening", ports.listen() != 0);
    if (ports.listen() != 0) {
      reply.put("listenPort", ports.listen());
    }
    if (ports.preview() != 0) {
      reply.put("previewPort", ports.preview());
    }
    var backends = reply.putArray("backends");
    for (BackendView each : targets.backends(target)) {
      backends
          .addObject()
          .put("id", each.id())
          .put("release", each.release())
          .put("inflight", each.inflight())
          .put("draining", each.draining())
          .put("drained", each.drained());
    }
    return reply;
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

  private ObjectNode refused(Code code, String message) {
    return json.createObjectNode().put("ok", false).put("code", code.spelling()).put("message", message);
  }

  private static String target(JsonNode request) throws Refusal {
    String target = request.path("target").asText();
    if (target.isEmpty()) {
      throw new Refusal(Code.INVALID_REQUEST, "SLW-4032 \"target\" is missing");
    }
    return target;
  }
}
