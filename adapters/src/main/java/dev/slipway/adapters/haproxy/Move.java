package dev.slipway.adapters.haproxy;

import dev.slipway.adapters.haproxy.Reading.Server;
import dev.slipway.adapters.haproxy.Recorded.Standing;
import java.io.IOException;
import java.util.Map;

/**
 * Puts a table in force at one HAProxy, in three parts: instances that are new come in, then the split changes at once, then instances
 * that leave begin to drain. Broken off anywhere, it is not settled, and the next one does the rest.
 *
 * @param view what was read before
 * @param names of the target
 * @param next what is to be in force
 */
record Move(View view, Names names, Recorded next) {

  /** New servers, without traffic yet; those that serve already are left alone. */
  void comeIn() throws IOException {
    if (!view.reading().entries().isEmpty()) {
      view.node().settled(false);
    }
    for (Map.Entry<String, Standing> wanted : next.servers(names).entrySet()) {
      Server server = view.reading().servers().get(wanted.getKey());
      Standing standing = wanted.getValue();
      if (server == null && !standing.draining()) {
        view.node().add(wanted.getKey(), standing.address());
      }
      if (!standing.draining() && (server == null || server.draining() || server.weight() != 1)) {
        view.node().ready(wanted.getKey());
      }
    }
  }

  /** The split, as one change. */
  void shift() throws IOException {
    view.node().commit(view.reading(), next.settling(false));
  }

  /** Instances that leave get nothing more; those that have nothing left are forgotten. */
  void goOut() throws IOException {
    Map<String, Standing> wanted = next.servers(names);
    for (Map.Entry<String, Server> entry : view.reading().servers().entrySet()) {
      Standing standing = wanted.get(entry.getKey());
      Server server = entry.getValue();
      boolean leaves = standing == null || standing.draining();
      if (leaves && !server.draining()) {
        view.node().drain(entry.getKey());
      }
      if (standing == null && Names.instance(server.name()).isPresent() && view.reading().sessions(server) == 0) {
        // One that got a last request meanwhile stays, and the next table forgets it.
        var unused = view.node().delete(entry.getKey());
      }
    }
    view.node().settled(true);
  }
}
