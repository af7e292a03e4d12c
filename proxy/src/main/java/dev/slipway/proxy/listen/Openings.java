package dev.slipway.proxy.listen;

import dev.slipway.proxy.table.Table.Listen;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a port comes to be open: by a socket that a predecessor had opened, or by one of our own. */
final class Openings {
  private final Workers workers;
  private final Transport transport;
  private final List<HandedSocket> inherited;

  Openings(Workers workers, Transport transport, List<HandedSocket> inherited) {
    this.workers = workers;
    this.transport = transport;
    this.inherited = new ArrayList<>(inherited);
  }

  /** Whether a socket of this target was handed over and not taken yet. */
  boolean hasInherited(String target) {
    return inherited.stream().anyMatch(each -> each.target().equals(target));
  }

  /** A port that the system chose is asked for again first, so that it stays the same over a restart. */
  Listener open(String target, Listen listen, boolean preview, int lastPort, Optional<TlsMaterial> material) throws IOException {
    for (HandedSocket each : inherited) {
      if (each.isFor(target, listen.host(), listen.port(), preview)) {
        inherited.remove(each);
        return Listener.adopted(workers, target, preview, each.descriptor(), material);
      }
    }
    if (listen.port() == 0 && lastPort != 0) {
      try {
        return bound(target, listen.host(), lastPort, preview, material);
      } catch (IOException taken) {
        return bound(target, listen.host(), 0, preview, material);
      }
    }
    return bound(target, listen.host(), listen.port(), preview, material);
  }

  private Listener bound(String target, String host, int port, boolean preview, Optional<TlsMaterial> material) throws IOException {
    return Listener.bound(workers, transport, target, preview, new InetSocketAddress(host, port), material);
  }
}
