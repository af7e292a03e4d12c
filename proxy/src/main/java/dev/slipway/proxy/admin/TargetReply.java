package dev.slipway.proxy.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.proxy.listen.Ports;
import dev.slipway.proxy.state.BackendView;
import dev.slipway.proxy.state.TargetState;
import dev.slipway.proxy.state.Targets;
import dev.slipway.proxy.table.TableWriter;

/** The reply to {@code read}. */
final class TargetReply {
  private TargetReply() {}

  static ObjectNode of(Targets targets, String target) {
    TargetState state = targets.state(target);
    ObjectNode reply = JsonNodeFactory.instance.objectNode().put("highestEpoch", state.highestEpoch());
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
}
